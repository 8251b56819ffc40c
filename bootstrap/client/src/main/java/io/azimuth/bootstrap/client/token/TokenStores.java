package io.azimuth.bootstrap.client.token;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.ClientVariables;
import io.azimuth.bootstrap.client.key.ClientKey;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.domain.hcl.Hcl;
import io.azimuth.domain.hcl.HclSyntaxException;
import io.azimuth.domain.hcl.HclValue;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Selects the user's token store: the helper that {@code ~/.vault} names, or else {@code
 * ~/.vault-token}.
 */
public final class TokenStores {

  private TokenStores() {}

  /**
   * Returns the store of the user with this environment.
   *
   * @throws ClientException if there is no home directory or the file names no usable helper
   */
  public static TokenStore of(Environment environment) {
    Path home = home(environment);
    Path config = environment.get("VAULT_CONFIG_PATH").map(Path::of).orElse(home.resolve(".vault"));
    return helper(config)
        .<TokenStore>map(TokenHelper::new)
        .orElseGet(() -> new TokenFile(home.resolve(".vault-token")));
  }

  /**
   * The token that the user's requests carry: that of {@code AZIMUTH_TOKEN} or {@code VAULT_TOKEN},
   * or else the stored one. A user without a home directory has no stored token.
   *
   * @throws ClientException if the store cannot be read
   */
  public static Optional<SecretText> token(Environment environment) {
    Optional<SecretText> given = new ClientVariables(environment).get("TOKEN").map(SecretText::of);
    return given.isPresent() || isHomeless(environment) ? given : of(environment).read();
  }

  /**
   * The keys of the user's tokens that are bound.
   *
   * @throws ClientException if there is no home directory
   */
  public static KeyFile keys(Environment environment) {
    return new KeyFile(home(environment).resolve(".vault-token.pem"));
  }

  /**
   * The key of this token; empty if it was not kept, and for a user without a home directory.
   *
   * @throws ClientException if the key cannot be read
   */
  public static Optional<ClientKey> key(Environment environment, SecretText token) {
    return isHomeless(environment) ? Optional.empty() : keys(environment).of(token);
  }

  private static boolean isHomeless(Environment environment) {
    return environment.firstOf("HOME", "USERPROFILE").isEmpty();
  }

  private static Path home(Environment environment) {
    return environment
        .firstOf("HOME", "USERPROFILE")
        .map(Path::of)
        .orElseThrow(
            () -> new ClientException("HOME is not set, so there is no place for a token"));
  }

  private static Optional<Path> helper(Path config) {
    if (!Files.exists(config)) {
      return Optional.empty();
    }
    try {
      return Hcl.parse(Files.readString(config, StandardCharsets.UTF_8))
          .attribute("token_helper")
          .map(attribute -> path(config, attribute.value()));
    } catch (IOException | HclSyntaxException e) {
      throw new ClientException(config + " cannot be read", e);
    }
  }

  // The path must be absolute. Otherwise another program on PATH could receive the token.
  private static Path path(Path config, HclValue value) {
    if (value instanceof HclValue.Text text && Path.of(text.text()).isAbsolute()) {
      return Path.of(text.text());
    }
    throw new ClientException(config + ": token_helper must be an absolute path");
  }
}
