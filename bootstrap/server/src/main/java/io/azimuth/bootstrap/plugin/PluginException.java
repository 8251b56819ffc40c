package io.azimuth.bootstrap.plugin;

import java.util.List;

/** Plugins prevent the start of the server. Each sentence names a plugin and the reason. */
public final class PluginException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> sentences;

  /** Creates an exception with a complete message. */
  public PluginException(String sentence) {
    this(List.of(sentence));
  }

  /** Creates an exception for several reasons. */
  public PluginException(List<String> sentences) {
    super(String.join("; ", sentences));
    this.sentences = List.copyOf(sentences);
  }

  /** Creates an exception with a complete message and a cause. */
  public PluginException(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentences = List.of(sentence);
  }

  /** The reasons, each with its plugin. */
  public List<String> sentences() {
    return sentences;
  }

  /** All reasons in one line. */
  public String sentence() {
    return String.join("; ", sentences);
  }
}
