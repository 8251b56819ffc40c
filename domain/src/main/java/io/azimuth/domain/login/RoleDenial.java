package io.azimuth.domain.login;

/**
 * Why the role of a login does not count: the same in every auth method, once it is proved whose
 * login it is.
 *
 * @see LoginCheck#roleUnknown
 * @see LoginCheck#address
 */
public enum RoleDenial implements WordedDenial {
  /** No role has the name that the login asks for. */
  ROLE_UNKNOWN(
      "role_unknown",
      "no role has this name",
      "write the role, or send the name of one that exists; it may have been deleted or renamed"),
  /** The address is not one that the role allows. */
  ADDRESS_NOT_BOUND(
      "address_not_bound",
      "the role does not admit this address",
      "add the address to token_bound_cidrs; behind a proxy, set x_forwarded_for_authorized_addrs");

  private final DenialWords words;

  RoleDenial(String code, String sentence, String hint) {
    this.words = new DenialWords(code, sentence, hint);
  }

  @Override
  public DenialWords words() {
    return words;
  }
}
