import { serve } from "inngest/edge";

import { inngest, offerSlot, remind } from "../inngest/index.js";

export default serve({ client: inngest, functions: [remind, offerSlot] });
