import "@/inngest/check-env";

export function register(): void {
  console.info(`studio-web starts in ${process.env.NODE_ENV}`);
}
