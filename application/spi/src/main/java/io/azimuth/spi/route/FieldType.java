package io.azimuth.spi.route;

/** The type of a parameter, as descriptions of the API name it. */
public enum FieldType {
  /** A text. */
  TEXT,
  /** A whole number. */
  NUMBER,
  /** A number that may have a fraction. */
  DECIMAL,
  /** True or false. */
  FLAG,
  /** Texts, as a list or with commas between them. */
  COMMA_LIST,
  /** Whole numbers, as a list or with commas between them. */
  NUMBERS,
  /** Texts as a list. */
  LIST,
  /** A duration: whole seconds, or a text such as {@code 1h30m}. */
  DURATION,
  /** Texts by key. */
  PAIRS,
  /** An object of any shape. */
  OBJECT
}
