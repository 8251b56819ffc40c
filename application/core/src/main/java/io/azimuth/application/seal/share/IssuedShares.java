package io.azimuth.application.seal.share;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Shares as they are handed out, once: in clear or encrypted for their holders. */
public final class IssuedShares {

  /** No shares. */
  public static final IssuedShares NONE = new IssuedShares(List.of(), List.of(), List.of());

  private final List<byte[]> shares;
  private final List<String> fingerprints;
  private final List<String> hashes;

  IssuedShares(List<byte[]> shares, List<String> fingerprints, List<String> hashes) {
    this.shares = List.copyOf(shares);
    this.fingerprints = List.copyOf(fingerprints);
    this.hashes = List.copyOf(hashes);
  }

  /** The shares in hexadecimal digits. */
  public List<String> hex() {
    return shares.stream().map(HexFormat.of()::formatHex).toList();
  }

  /** The shares in base64, in the same order. */
  public List<String> base64() {
    return shares.stream().map(Base64.getEncoder()::encodeToString).toList();
  }

  /**
   * The fingerprints of the recipients' keys, in the same order; empty when the shares are in
   * clear.
   */
  public List<String> fingerprints() {
    return fingerprints;
  }

  /** By which the shares are recognised when they come back. */
  public List<String> hashes() {
    return hashes;
  }

  @Override
  public String toString() {
    return "***";
  }
}
