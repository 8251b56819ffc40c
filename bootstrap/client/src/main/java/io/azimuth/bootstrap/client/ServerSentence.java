package io.azimuth.bootstrap.client;

/** Sentences of the server as this program prints them. */
public final class ServerSentence {

  private ServerSentence() {}

  /**
   * The sentence without control characters. Where it names a command of {@code vault} that this
   * program has, too, it names the one of this program.
   */
  public static String of(String sentence) {
    return Printable.of(
        sentence
            .replace("If using the Vault CLI, use 'vault kv ", "Use 'azimuth kv ")
            .replace("'azimuth kv scan'", "'azimuth kv list -recursive'"));
  }
}
