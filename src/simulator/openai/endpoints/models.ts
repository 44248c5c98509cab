/** Models that write text, by what their ids begin with; fine-tuned ones keep the id of their base model behind `ft:`. */
export const TEXT_MODELS =
  /^(ft:)?(gpt-(\d|oss|audio)|o\d|chatgpt-\d|codex-|computer-use-|davinci-002|babbage-002)/;
