package io.azimuth.application.seal;

import java.util.Objects;

/**
 * How somebody wants the store to be initialised.
 *
 * @param secret the shares of the key that unseals
 * @param recovery the shares of the recovery key
 * @param rootTokenPgpKey to encrypt the root token with; empty: in clear
 */
public record InitRequest(ShareWish secret, ShareWish recovery, String rootTokenPgpKey) {

  /** For a seal that unseals by itself, without recovery keys. */
  public static final InitRequest PLAIN = new InitRequest(ShareWish.NONE, ShareWish.NONE, "");

  public InitRequest {
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(recovery, "recovery");
    Objects.requireNonNull(rootTokenPgpKey, "rootTokenPgpKey");
  }
}
