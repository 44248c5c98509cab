/** Redoc has no dark theme of its own; these are the site's colors in both. */
export function redocOptions(isDark: boolean): object {
  const ink = isDark ? "#dfdfd6" : "#3c3c43";
  const faint = isDark ? "#a8a8b3" : "#5c5c66";
  const paper = isDark ? "#1b1b1f" : "#ffffff";
  const soft = isDark ? "#26262c" : "#f6f6f7";
  const brand = isDark ? "#a8b1ff" : "#3451b2";
  return {
    hideDownloadButtons: true,
    disableSearch: true,
    nativeScrollbars: true,
    scrollYOffset: 64,
    expandResponses: "200,201",
    jsonSamplesExpandLevel: 3,
    sortRequiredPropsFirst: true,
    showExtensions: [
      "x-client-method",
      "x-unconfirmed",
      "x-limit-group",
      "x-body-limit-bytes",
      "x-file-limit-bytes",
    ],
    schemaDefinitionsTagName: "Schemas",
    theme: {
      colors: {
        primary: { main: brand },
        text: { primary: ink, secondary: faint },
        border: { dark: isDark ? "#3c3f44" : "#d3d3d8", light: soft },
        success: { main: isDark ? "#7bd88f" : "#1d6f42" },
        error: { main: isDark ? "#ff8a80" : "#b3261e" },
        gray: { 50: soft, 100: soft },
      },
      schema: {
        nestedBackground: soft,
        requireLabelColor: isDark ? "#ff8a80" : "#b3261e",
        typeNameColor: faint,
      },
      typography: {
        fontFamily: "inherit",
        headings: { fontFamily: "inherit", fontWeight: "600" },
        code: {
          fontFamily: "var(--vp-font-family-mono)",
          color: isDark ? "#ffab91" : "#9c2b1b",
          backgroundColor: soft,
        },
        links: { color: brand, visited: brand, hover: brand },
      },
      sidebar: { backgroundColor: isDark ? "#161618" : "#f6f6f7", textColor: ink, activeTextColor: brand },
      rightPanel: { backgroundColor: "#202127", textColor: "#ffffff" },
      codeBlock: { backgroundColor: "#161618" },
      fab: { backgroundColor: paper, color: brand },
    },
  };
}
