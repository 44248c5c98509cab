import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { ApiReference } from "./api-reference.js";
import "./style.css";

export const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component("ApiReference", ApiReference);
  },
};
