"use client";

import { useActionState } from "react";

import { captionImage } from "@/app/actions/images";

export function ImageCaption() {
  const [caption, submit, pending] = useActionState(captionImage, null);

  return (
    <form action={submit}>
      <input type="url" name="imageUrl" placeholder="https://…" required />
      <button disabled={pending}>Describe</button>
      {caption && <p>{caption}</p>}
    </form>
  );
}
