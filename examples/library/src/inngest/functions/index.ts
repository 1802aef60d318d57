import { remind } from "./remind";

export const functions = [remind];
