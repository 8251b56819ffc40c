package io.azimuth.bootstrap.plugin;

/** A plugin prevents the start of the server. The message names the plugin and the reason. */
public final class PluginException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  /** Creates an exception with a complete message. */
  public PluginException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** Creates an exception with a complete message and a cause. */
  public PluginException(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  /** The message: the plugin and the reason. */
  public String sentence() {
    return sentence;
  }
}
