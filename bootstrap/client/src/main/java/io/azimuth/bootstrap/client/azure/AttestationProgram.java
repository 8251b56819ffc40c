package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program that lets Azure's attestation service attest this machine. It reads the nonce, which
 * belongs into the client payload as {@code nonce}, from a variable, and prints the token of the
 * service.
 *
 * @see <a href="https://github.com/Azure/confidential-computing-cvm-guest-attestation">Azure's
 *     client of guest attestation</a>
 */
public final class AttestationProgram {

  /** The variable with the nonce. */
  public static final String NONCE = "AZIMUTH_ATTESTATION_NONCE";

  /** As many characters as a server takes. */
  private static final int MAX_CHARACTERS = 24_576;

  private static final int PATIENCE_SECONDS = 60;

  private final Path file;
  private final LocalProgram program;

  /** The program in this file, which takes no arguments. */
  public AttestationProgram(Path file) {
    this.file = file.toAbsolutePath();
    this.program = new LocalProgram(name(), List.of(this.file.toString()), PATIENCE_SECONDS);
  }

  private String name() {
    return "the attestation command " + file;
  }

  /**
   * An attestation with this nonce. Blocks.
   *
   * @throws ClientException if the program does not give one
   */
  SecretText attest(String nonce) {
    LocalProgram.End end = program.run(Map.of(NONCE, nonce));
    if (end.code() != 0) {
      throw new ClientException(name() + " failed with exit code " + end.code() + end.said());
    }
    String token = end.out().strip();
    if (token.isEmpty()) {
      throw new ClientException(name() + " printed nothing" + end.said());
    }
    if (token.length() > MAX_CHARACTERS || token.chars().anyMatch(Character::isWhitespace)) {
      throw new ClientException(
          name() + " must print a token alone, of at most " + MAX_CHARACTERS + " characters");
    }
    return SecretText.of(token);
  }
}
