package io.azimuth.domain.azure;

import io.azimuth.domain.claim.TokenRejection;

/**
 * Why a login is refused. The codes are documented and never renamed; the sentence is for the
 * caller, the hint for the operator alone.
 */
public enum DenialReason {
  /** All that a stranger learns of a token that the mount's tenant did not sign. */
  TOKEN_NOT_ACCEPTED(
      "token_not_accepted", "the token was not accepted", Disclosure.NOTHING, "see the reason"),
  /** Not a signed token of claims. */
  TOKEN_MALFORMED(
      "token_malformed",
      "the token was not accepted",
      Disclosure.NOTHING,
      "send the access token as the metadata service or Entra ID returned it, in one piece"),
  /** Signed in another way than Entra ID does. */
  ALGORITHM_NOT_ALLOWED(
      "algorithm_not_allowed",
      "the token was not accepted",
      Disclosure.NOTHING,
      "Entra ID signs access tokens with RS256; this token comes from elsewhere"),
  /** Signed with a key that the tenant does not publish. */
  KEY_UNKNOWN(
      "key_unknown",
      "the token was not accepted",
      Disclosure.NOTHING,
      "the tenant publishes no such key: a token of another cloud or issuer, or a key set that"
          + " cannot be refreshed; see config/status"),
  /** Signed by somebody else. */
  ISSUER_MISMATCH(
      "issuer_mismatch",
      "the token was not accepted",
      Disclosure.NOTHING,
      "the token was minted for something else: a service-account token of Kubernetes, or a token"
          + " of another tenant or cloud; exchange it for one of this tenant first"),
  /** Changed after it was signed, or signed by an impostor. */
  SIGNATURE_INVALID(
      "signature_invalid",
      "the token was not accepted",
      Disclosure.NOTHING,
      "the token was changed on its way, or it is for Microsoft Graph, whose tokens nobody else can"
          + " verify"),
  /** Of another tenant, or of a kind that does not fit its issuer. */
  TENANT_MISMATCH(
      "tenant_mismatch",
      "the token was not accepted",
      Disclosure.NOTHING,
      "the machine or application is of another tenant than the mount's tenant_id"),
  /** For somebody else. */
  AUDIENCE_MISMATCH(
      "audience_mismatch",
      "the token is for another audience",
      Disclosure.EXPECTATION,
      "ask for the token with resource= exactly as the mount's resource, or add the audience to"
          + " additional_audiences"),
  /** Over. */
  TOKEN_EXPIRED(
      "token_expired",
      "the token has expired",
      Disclosure.EXPECTATION,
      "fetch a fresh token; if it is fresh, compare the clocks"),
  /** Not begun. */
  TOKEN_NOT_YET_VALID(
      "token_not_yet_valid",
      "the token is not yet valid",
      Disclosure.EXPECTATION,
      "compare this server's clock with a time server; clock_skew_leeway forgives up to 300 s"),
  /** Without something that every token of Entra ID has. */
  CLAIM_MISSING(
      "claim_missing",
      "the token lacks a claim that is needed",
      Disclosure.EXPECTATION,
      "send an access token; ID tokens and tokens of other issuers lack claims"),
  /** From an address that the role does not allow. */
  ADDRESS_NOT_BOUND(
      "address_not_bound",
      "the role does not admit this address",
      Disclosure.OWN_VALUE,
      "add the address to token_bound_cidrs; behind a proxy, set x_forwarded_for_authorized_addrs"),
  /** Of a user, where only applications may come. */
  USER_TOKEN(
      "user_token",
      "the token belongs to a user",
      Disclosure.EXPECTATION,
      "log in with a managed identity or service principal; allow_user_tokens admits users by"
          + " principal or group, never by app id"),
  /** Older than the role allows. */
  TOKEN_TOO_OLD(
      "token_too_old",
      "the token is too old for the role",
      Disclosure.OWN_VALUE,
      "tokens of managed identities are cached by Azure for a day and back-dated; raise"
          + " max_token_age or fetch tokens in another way"),
  /** The role says nobody in particular. */
  ROLE_NOT_SPECIFIC(
      "role_not_specific",
      "the role does not say who may log in",
      Disclosure.OWN_VALUE,
      "expected specific bound_group_ids or bound_service_principal_ids (or bound_app_ids)"),
  /** A principal that the role does not name. */
  PRINCIPAL_NOT_BOUND(
      "principal_not_bound",
      "the role does not admit this principal",
      Disclosure.OWN_VALUE,
      "add the object id of the service principal (not the application's id) to"
          + " bound_service_principal_ids"),
  /** No group that the role names. */
  GROUP_NOT_BOUND(
      "group_not_bound",
      "the role admits none of these groups",
      Disclosure.OWN_VALUE,
      "tokens list groups only for an app registration with groupMembershipClaims, never for"
          + " Microsoft's own services; memberships may be a day old"),
  /** More groups than the token lists. */
  GROUPS_OVERAGE(
      "groups_overage",
      "the principal is in more groups than a token can list",
      Disclosure.OWN_VALUE,
      "let the app registration emit only the groups assigned to it, bind the principal itself, or"
          + " use resolve_groups"),
  /** An application that the role does not name. */
  APP_ID_NOT_BOUND(
      "app_id_not_bound",
      "the role does not admit this application",
      Disclosure.OWN_VALUE,
      "add the client id (appid or azp of the token) to bound_app_ids"),
  /** No resource that can be proved. */
  RESOURCE_UNPROVED(
      "resource_unproved",
      "the resource is not proved",
      Disclosure.OWN_VALUE,
      "this version cannot prove resources; bind principals, groups or app ids"),
  /** An alias that this login cannot have. */
  ALIAS_SOURCE_UNPROVED(
      "alias_source_unproved",
      "this login does not prove what its alias is named after",
      Disclosure.OWN_VALUE,
      "use alias_source \"oid\", or log in with an application's own token");

  private final String code;
  private final String sentence;
  private final Disclosure disclosure;
  private final String hint;

  DenialReason(String code, String sentence, Disclosure disclosure, String hint) {
    this.code = code;
    this.sentence = sentence;
    this.disclosure = disclosure;
    this.hint = hint;
  }

  /** The reason that a verifier's finding amounts to. */
  public static DenialReason of(TokenRejection rejection) {
    return switch (rejection) {
      case MALFORMED -> TOKEN_MALFORMED;
      case ALGORITHM -> ALGORITHM_NOT_ALLOWED;
      case KEY_UNKNOWN -> KEY_UNKNOWN;
      case ISSUER_MISMATCH -> ISSUER_MISMATCH;
      case SIGNATURE -> SIGNATURE_INVALID;
      case IDENTITY_MISMATCH -> TENANT_MISMATCH;
      case AUDIENCE_MISMATCH -> AUDIENCE_MISMATCH;
      case EXPIRED -> TOKEN_EXPIRED;
      case NOT_YET_VALID -> TOKEN_NOT_YET_VALID;
      case CLAIM_MISSING -> CLAIM_MISSING;
    };
  }

  /** Its stable name, for the operator. */
  public String code() {
    return code;
  }

  /** What happened, without any value. */
  public String sentence() {
    return sentence;
  }

  /** What the operator may change. */
  public String hint() {
    return hint;
  }

  /** The reason that the caller is told, which keeps all causes of a forged token alike. */
  public DenialReason asCallerSeesIt() {
    return disclosure == Disclosure.NOTHING ? TOKEN_NOT_ACCEPTED : this;
  }

  Disclosure disclosure() {
    return disclosure;
  }
}
