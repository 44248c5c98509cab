/** Ids of text models. A fine-tuned model has `ft:` before the id of its base model. */
export const TEXT_MODELS =
  /^(ft:)?(gpt-(\d|oss|audio)|o\d|chatgpt-\d|codex-|computer-use-|davinci-002|babbage-002)/;
