package io.azimuth.domain.approle;

import io.azimuth.domain.login.DenialWords;
import io.azimuth.domain.login.Disclosure;
import io.azimuth.domain.login.WordedDenial;

/**
 * Why a login is refused. The codes are documented and never renamed; the sentence is for the
 * caller, the hint for the operator alone.
 */
public enum AppRoleDenial implements WordedDenial {
  /** No role has the role id. */
  ROLE_ID_UNKNOWN(
      "role_id_unknown",
      AppRoleDenial.EITHER,
      "read the id at role/<name>/role-id of this mount; it changes when the role is deleted and"
          + " written again"),
  /** The role needs a secret id, and none was sent. */
  SECRET_ID_MISSING(
      "secret_id_missing",
      "missing secret_id",
      "send the secret id, or set bind_secret_id=false on the role and bind its addresses"),
  /** The role has no such secret id. */
  SECRET_ID_UNKNOWN(
      "secret_id_unknown",
      AppRoleDenial.EITHER,
      "it belongs to another role, was used up, destroyed or cleaned up after its end; make a new"
          + " one at role/<name>/secret-id"),
  /** The secret id has expired. */
  SECRET_ID_EXPIRED(
      "secret_id_expired",
      AppRoleDenial.EITHER,
      "make a new one at role/<name>/secret-id, or raise secret_id_ttl"),
  /** The address is not one of the secret id. */
  ADDRESS_NOT_IN_CIDR_LIST(
      "address_not_in_cidr_list",
      "source address unauthorized by CIDR restrictions on the secret ID",
      "make a secret id with the address in its cidr_list; behind a proxy, set"
          + " x_forwarded_for_authorized_addrs"),
  /** The address is not one of the role. */
  ADDRESS_NOT_BOUND_BY_ROLE(
      "address_not_in_secret_id_bound_cidrs",
      "source address unauthorized by CIDR restrictions on the role",
      "add the address to the role's secret_id_bound_cidrs; behind a proxy, set"
          + " x_forwarded_for_authorized_addrs"),
  /** The token could not be used from the address. */
  ADDRESS_NOT_BOUND_BY_TOKEN(
      "address_not_in_token_bound_cidrs",
      "source address unauthorized by token_bound_cidrs",
      "add the address to token_bound_cidrs of the role, or of the secret id where that has its"
          + " own");

  /** The only sentence: it does not show which of the two was wrong. */
  static final String EITHER = "invalid role or secret ID";

  private final DenialWords words;

  AppRoleDenial(String code, String sentence, String hint) {
    this.words = new DenialWords(code, sentence, hint);
  }

  @Override
  public DenialWords words() {
    return words;
  }

  /** The same for every wrong pair of ids. */
  @Override
  public AppRoleDenial asCallerSeesIt() {
    return sentence().equals(EITHER) ? SECRET_ID_UNKNOWN : this;
  }

  /** Nothing is proved before the ids of the pair are right. */
  @Override
  public Disclosure disclosure() {
    return this == SECRET_ID_MISSING || sentence().equals(EITHER)
        ? Disclosure.NOTHING
        : Disclosure.SENTENCE;
  }
}
