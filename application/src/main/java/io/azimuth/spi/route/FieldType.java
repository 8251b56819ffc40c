package io.azimuth.spi.route;

/** What a parameter is, as its descriptions name it. */
public enum FieldType {
  /** A text. */
  TEXT,
  /** A whole number. */
  NUMBER,
  /** A number that need not be whole. */
  DECIMAL,
  /** True or false. */
  FLAG,
  /** Texts, as a list or with commas between them. */
  COMMA_LIST,
  /** Whole numbers, as a list or with commas between them. */
  NUMBERS,
  /** Texts as a list. */
  LIST,
  /** A length of time: whole seconds, or a text such as {@code 1h30m}. */
  DURATION,
  /** Texts by key. */
  PAIRS,
  /** An object of any shape. */
  OBJECT
}
