package io.azimuth.application.seal;

import io.azimuth.application.seal.share.ShareRequest;

/**
 * The options of an initialisation.
 *
 * @param secret the shares of the key that unseals
 * @param rootTokenPgpKey to encrypt the root token with; empty: the token is returned in clear
 */
public record InitRequest(ShareRequest secret, ShareRequest recovery, String rootTokenPgpKey) {

  /** The options for a seal that unseals by itself, without recovery keys. */
  public static final InitRequest PLAIN = new InitRequest(ShareRequest.NONE, ShareRequest.NONE, "");
}
