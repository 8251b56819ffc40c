package io.azimuth.bootstrap.client.input;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** Standard input. It can be read only once. */
public final class StandardInput {

  private static final int MAX_BYTES = 32 << 20;

  private final InputStream stream;
  private final Optional<Function<String, Optional<SecretText>>> prompt;
  private boolean used;

  private StandardInput(
      InputStream stream, Optional<Function<String, Optional<SecretText>>> prompt) {
    this.stream = stream;
    this.prompt = prompt;
  }

  public static StandardInput of(InputStream stream) {
    return new StandardInput(stream, Optional.empty());
  }

  /** That of this process, whose user is asked without echo when it has a terminal. */
  public static StandardInput ofProcess() {
    StandardInput piped = of(System.in);
    return Optional.ofNullable(System.console())
        .map(terminal -> piped.askedBy(question -> answer(terminal, question)))
        .orElse(piped);
  }

  private static Optional<SecretText> answer(Console terminal, String question) {
    return Optional.ofNullable(terminal.readPassword("%s: ", question))
        .map(text -> SecretText.of(new String(text)));
  }

  /** Standard input from a user at a terminal, who is asked without echo. */
  public StandardInput askedBy(Function<String, Optional<SecretText>> asking) {
    return new StandardInput(stream, Optional.of(asking));
  }

  /**
   * The whole input.
   *
   * @throws ClientException if it was read before, is too large or is not UTF-8
   */
  public String text() {
    try {
      byte[] bytes = stream().readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new ClientException("standard input is larger than 32 MiB");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ClientException("standard input is not UTF-8", e);
    } catch (IOException e) {
      throw new ClientException("standard input cannot be read", e);
    }
  }

  /**
   * The stream itself, for input of any length.
   *
   * @throws ClientException if it was read before
   */
  public InputStream stream() {
    if (used) {
      throw new ClientException("standard input can be read only once");
    }
    used = true;
    return stream;
  }

  /**
   * Reads a secret: asks for it at a terminal, or else takes the whole input without surrounding
   * white space.
   *
   * @throws ClientException if the secret is empty
   */
  public SecretText secret(String question) {
    Optional<SecretText> answer =
        prompt.map(asking -> asking.apply(question)).orElseGet(this::piped);
    return answer
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new ClientException("nothing was given for: " + question));
  }

  /** Whether a user at a terminal can be asked. */
  public boolean isTerminal() {
    return prompt.isPresent();
  }

  private Optional<SecretText> piped() {
    return Optional.of(SecretText.of(text().strip()));
  }
}
