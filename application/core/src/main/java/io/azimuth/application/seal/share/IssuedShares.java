package io.azimuth.application.seal.share;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Shares as they are handed out, once: in clear or encrypted for their holders. */
public final class IssuedShares {

  /** No shares. */
  public static final IssuedShares NONE = new IssuedShares(List.of(), List.of());

  private final List<byte[]> shares;
  private final List<String> fingerprints;

  IssuedShares(List<byte[]> shares, List<String> fingerprints) {
    this.shares = List.copyOf(shares);
    this.fingerprints = List.copyOf(fingerprints);
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

  @Override
  public String toString() {
    return "***";
  }
}
