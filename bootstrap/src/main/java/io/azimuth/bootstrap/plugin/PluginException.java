package io.azimuth.bootstrap.plugin;

/** A plugin that keeps the server from starting; the message says which and why. */
public final class PluginException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  PluginException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  PluginException(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  /** Which plugin and why. */
  public String sentence() {
    return sentence;
  }
}
