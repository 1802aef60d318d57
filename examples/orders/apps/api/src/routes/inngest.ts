import { serve } from "inngest/edge";

import { functions, inngest } from "@/inngest";

export default serve({ client: inngest, functions });
