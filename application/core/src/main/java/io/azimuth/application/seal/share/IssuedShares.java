package io.azimuth.application.seal.share;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Shares as they are handed out, once: in clear or encrypted for their holders. */
public final class IssuedShares {

  /** None at all. */
  public static final IssuedShares NONE = new IssuedShares(List.of(), List.of());

  private final List<byte[]> shares;
  private final List<String> fingerprints;

  IssuedShares(List<byte[]> shares, List<String> fingerprints) {
    this.shares = List.copyOf(shares);
    this.fingerprints = List.copyOf(fingerprints);
  }

  /** In hexadecimal digits. */
  public List<String> hex() {
    return shares.stream().map(HexFormat.of()::formatHex).toList();
  }

  /** In base64, in the same order. */
  public List<String> base64() {
    return shares.stream().map(Base64.getEncoder()::encodeToString).toList();
  }

  /** Whom they are encrypted for, in the same order; empty when they are in clear. */
  public List<String> fingerprints() {
    return fingerprints;
  }

  @Override
  public String toString() {
    return "***";
  }
}
