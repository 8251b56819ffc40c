package io.azimuth.domain.azure.login.check;

import io.azimuth.domain.azure.evidence.AgentKind;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.login.BindingDenial;
import io.azimuth.domain.login.DenialWords;
import io.azimuth.domain.login.Disclosure;
import io.azimuth.domain.login.RoleDenial;
import io.azimuth.domain.login.WordedDenial;

/**
 * Why a login is refused. The codes are documented and never renamed; the sentence is for the
 * caller, the hint for the operator alone. The constants are not in the order of evaluation.
 *
 * @see io.azimuth.domain.azure.login.rule.LoginRules
 */
public enum DenialReason implements WordedDenial {
  /** The only reason that a caller reads for a token that the mount's tenant did not sign. */
  TOKEN_NOT_ACCEPTED(
      "token_not_accepted", "the token was not accepted", Disclosure.NOTHING, "see the reason"),
  /** Not a signed token with claims. */
  TOKEN_MALFORMED(
      "token_malformed",
      "the token was not accepted",
      Disclosure.NOTHING,
      "send the access token as the metadata service or Entra ID returned it, in one piece"),
  /** Signed with another algorithm than that of Entra ID. */
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
          + " cannot be refreshed"),
  /** Signed by another issuer. */
  ISSUER_MISMATCH(
      "issuer_mismatch",
      "the token was not accepted",
      Disclosure.NOTHING,
      "the token was minted for something else: a service-account token of Kubernetes, or a token"
          + " of another tenant or cloud; exchange it for one of this tenant first, or list the"
          + " tenant in additional_tenants"),
  /** Changed after it was signed, or signed with another key. */
  SIGNATURE_INVALID(
      "signature_invalid",
      "the token was not accepted",
      Disclosure.NOTHING,
      "the token was changed on its way, or it is for Microsoft Graph, whose tokens nobody else can"
          + " verify"),
  /** From another tenant, or of a kind that does not fit its issuer. */
  TENANT_MISMATCH(
      "tenant_mismatch",
      "the token was not accepted",
      Disclosure.NOTHING,
      "the machine or application is of another tenant than the mount's tenant_id and"
          + " additional_tenants"),
  /** The audience is another service. */
  AUDIENCE_MISMATCH(
      "audience_mismatch",
      "the token is for another audience",
      Disclosure.EXPECTATION,
      "ask for the token with resource= exactly as the mount's resource, or add the audience to"
          + " additional_audiences"),
  /** The token has expired. */
  TOKEN_EXPIRED(
      "token_expired",
      "the token has expired",
      Disclosure.EXPECTATION,
      "fetch a fresh token; if it is fresh, compare the clocks"),
  /** The token is not valid yet. */
  TOKEN_NOT_YET_VALID(
      "token_not_yet_valid",
      "the token is not yet valid",
      Disclosure.EXPECTATION,
      "compare this server's clock with a time server; clock_skew_leeway forgives up to 300 s"),
  /** A claim that every token of Entra ID has is missing. */
  CLAIM_MISSING(
      "claim_missing",
      "the token lacks a claim that is needed",
      Disclosure.EXPECTATION,
      "send an access token; ID tokens and tokens of other issuers lack claims"),
  /** The token is bound to a certificate that the connection did not show. */
  BINDING_NOT_PROVED(BindingDenial.BINDING_NOT_PROVED, Disclosure.EXPECTATION),
  /** The token is bound to a key in another way than by a certificate. */
  BINDING_NOT_UNDERSTOOD(BindingDenial.BINDING_NOT_UNDERSTOOD, Disclosure.EXPECTATION),
  /** The role asks for a token that is bound to a key. */
  TOKEN_NOT_BOUND(BindingDenial.TOKEN_NOT_BOUND, Disclosure.SENTENCE),
  /** No role has the name that the login asks for. */
  ROLE_UNKNOWN(
      RoleDenial.ROLE_UNKNOWN.code(),
      RoleDenial.ROLE_UNKNOWN.sentence(),
      Disclosure.OWN_VALUE,
      RoleDenial.ROLE_UNKNOWN.hint()),
  /** The address is not one that the role allows. */
  ADDRESS_NOT_BOUND(
      "address_not_bound",
      "the role does not admit this address",
      Disclosure.OWN_VALUE,
      "add the address to token_bound_cidrs; behind a proxy, set x_forwarded_for_authorized_addrs"),
  /** The role does not admit the tenant of the token, which the mount accepts. */
  TENANT_NOT_BOUND(
      "tenant_not_bound",
      "the role does not admit this tenant",
      Disclosure.OWN_VALUE,
      "add the id of the tenant to bound_tenant_ids; a role without it admits the mount's own tenant"
          + " only"),
  /** The token belongs to a user, and the role allows applications only. */
  USER_TOKEN(
      "user_token",
      "the token belongs to a user",
      Disclosure.EXPECTATION,
      "log in with a managed identity or service principal; allow_user_tokens admits users by"
          + " principal or group, never by app id"),
  /** The token belongs to an agent, and the role does not admit agents of its kind. */
  AGENT_NOT_ALLOWED(
      "agent_not_allowed",
      "the role does not admit this kind of agent",
      Disclosure.OWN_VALUE,
      "allow_agents \"autonomous\" (the default) admits agents that act in their own name, \"all\""
          + " those with an account of a user, too"),
  /** An agent acts for a person, and the role does not admit that. */
  AGENT_FOR_PERSON(
      "agent_for_person",
      "an agent acts for a person, and the role does not admit that",
      Disclosure.OWN_VALUE,
      "let the agent log in with its own identity; allow_agents \"all\" with allow_user_tokens lets"
          + " it act for the people that the role names"),
  /** A claim about an agent that cannot be read. */
  AGENT_CLAIM_MALFORMED(
      "agent_claim_malformed",
      "a claim of the token about an agent cannot be read",
      Disclosure.OWN_VALUE,
      "xms_act_fct and xms_sub_fct are numbers with spaces between, at most 64 of them, and"
          + " xms_par_app_azp is a GUID; a token that Entra ID issued has them so"),
  /** The token is older than the role allows. */
  TOKEN_TOO_OLD(
      "token_too_old",
      "the token is too old for the role",
      Disclosure.OWN_VALUE,
      "tokens of managed identities are cached by Azure for a day and back-dated; raise"
          + " max_token_age or fetch tokens in another way"),
  /** The role names no particular principals, groups, applications or resources. */
  ROLE_NOT_SPECIFIC(
      "role_not_specific",
      "the role does not say who may log in",
      Disclosure.OWN_VALUE,
      "expected specific bound_group_ids or bound_service_principal_ids (or bound_app_ids)"),
  /** The role does not name the principal. */
  PRINCIPAL_NOT_BOUND(
      "principal_not_bound",
      "the role does not admit this principal",
      Disclosure.OWN_VALUE,
      "add the object id of the service principal (not the application's id) to"
          + " bound_service_principal_ids"),
  /** The principal is in no group that the role names. */
  GROUP_NOT_BOUND(
      "group_not_bound",
      "the role admits none of these groups",
      Disclosure.OWN_VALUE,
      "tokens list groups only for an app registration with groupMembershipClaims, never for"
          + " Microsoft's own services; memberships may be a day old"),
  /** The principal is in more groups than the token can list. */
  GROUPS_OVERAGE(
      "groups_overage",
      "the principal is in more groups than a token can list",
      Disclosure.OWN_VALUE,
      "let the app registration emit only the groups assigned to it, bind the principal itself, or"
          + " use resolve_groups; if that is on, the server's log says why Microsoft Graph did not"
          + " tell the groups"),
  /** The role does not name the application. */
  APP_ID_NOT_BOUND(
      "app_id_not_bound",
      "the role does not admit this application",
      Disclosure.OWN_VALUE,
      "add the client id (appid or azp of the token) to bound_app_ids"),
  /** The role does not name the blueprint of the agent, or the token belongs to none. */
  AGENT_BLUEPRINT_NOT_BOUND(
      "agent_blueprint_not_bound",
      "the role does not admit agents of this blueprint",
      Disclosure.OWN_VALUE,
      "add the app id of the blueprint (xms_par_app_azp of the token) to bound_agent_blueprint_ids;"
          + " a token for an application of your own has the claim only if the registration's"
          + " optional claims name it"),
  /** The principal has no app role that the role names. */
  APP_ROLE_NOT_BOUND(
      "app_role_not_bound",
      "the role admits none of these app roles",
      Disclosure.OWN_VALUE,
      "assign the app role to the principal at the application that the mount's resource names, and"
          + " fetch a fresh token; letter case counts, and tokens for Microsoft's own services have"
          + " no app roles of yours"),
  /** A resource claim that cannot be read. */
  RESOURCE_CLAIM_MALFORMED(
      "resource_claim_malformed",
      "a resource claim of the token cannot be read",
      Disclosure.OWN_VALUE,
      "xms_az_rid and xms_mirid must be whole ids of resources; a kind of resource this version"
          + " cannot read can log in to a role without resource bindings"),
  /** No resource claims, and no name of a resource. */
  RESOURCE_CLAIMS_MISSING(
      "resource_claims_missing",
      "the role binds resources, and neither the token nor the request names one",
      Disclosure.OWN_VALUE,
      "ask for the token with resource=https://management.azure.com/ (or your cloud's): tokens for"
          + " other audiences carry no xms_mirid or xms_az_rid; or send vm_name, vmss_name or"
          + " resource_id. A service principal has no resource: bind the principal itself"),
  /** The request names a resource without the subscription or group to look it up in. */
  RESOURCE_NAMES_MISSING(
      "resource_names_missing",
      "subscription_id and resource_group_name are required",
      Disclosure.OWN_VALUE,
      "the token carries no resource claims, so the request must say where its machine is"),
  /** The resource is named by the request only, and nothing proves it. */
  RESOURCE_UNPROVED(
      "resource_unproved",
      "the resource is not proved",
      Disclosure.OWN_VALUE,
      "without xms_mirid and xms_az_rid only a system-assigned identity proves its resource, since"
          + " a user-assigned one can sit on many; use a mount with a first-party audience such as"
          + " https://management.azure.com/ (resource_proof \"claims\" takes no other), or bind"
          + " principals only"),
  /** Another subscription than that of the resource. */
  SUBSCRIPTION_MISMATCH(
      "subscription_mismatch",
      "the request names another subscription than that of the resource",
      Disclosure.COMPARISON,
      "send the subscription_id of the machine that fetched the token, or leave it out"),
  /** Another resource group than that of the resource. */
  RESOURCE_GROUP_MISMATCH(
      "resource_group_mismatch",
      "the request names another resource group than that of the resource",
      Disclosure.COMPARISON,
      "send the resource_group_name of the machine that fetched the token, or leave it out"),
  /** Another virtual machine than that of the token. */
  VM_MISMATCH(
      "vm_mismatch",
      "the request names another virtual machine than that of the token",
      Disclosure.COMPARISON,
      "send the vm_name of the machine that fetched the token, or leave it out; names are compared"
          + " whole"),
  /** Another scale set than the resource is or belongs to. */
  SCALE_SET_MISMATCH(
      "scale_set_mismatch",
      "the request names another scale set than that of the resource",
      Disclosure.COMPARISON,
      "send the vmss_name of the machine that fetched the token, or leave it out; the scale set of"
          + " a virtual machine is the one that Azure says, whatever the machine is called"),
  /** Another resource than that of the token. */
  RESOURCE_ID_MISMATCH(
      "resource_id_mismatch",
      "the request names another resource than that of the token",
      Disclosure.COMPARISON,
      "send the resource_id of the resource that fetched the token (xms_az_rid, else xms_mirid), or"
          + " leave it out"),
  /** The role does not name the subscription. */
  SUBSCRIPTION_NOT_BOUND(
      "subscription_not_bound",
      "the role does not admit this subscription",
      Disclosure.OWN_VALUE,
      "add the subscription of the resource to bound_subscription_ids"),
  /** The role does not name the resource group. */
  RESOURCE_GROUP_NOT_BOUND(
      "resource_group_not_bound",
      "the role does not admit this resource group",
      Disclosure.OWN_VALUE,
      "add the group of the resource to bound_resource_groups; for a pod with workload identity it"
          + " is the group of the identity, not of the node"),
  /** The role does not name the resource. */
  RESOURCE_ID_NOT_BOUND(
      "resource_id_not_bound",
      "the role does not admit this resource",
      Disclosure.OWN_VALUE,
      "add the id to bound_resource_ids; an instance of a uniform scale set counts as its set, a"
          + " pod with workload identity as its identity"),
  /** The role does not name the type. */
  RESOURCE_TYPE_NOT_BOUND(
      "resource_type_not_bound",
      "the role does not admit this type of resource",
      Disclosure.OWN_VALUE,
      "add the type to bound_resource_types; an instance of a uniform scale set is of its set's"
          + " type, a pod with workload identity is a user-assigned identity"),
  /** The role does not name the scale set, or the resource has none. */
  SCALE_SET_NOT_BOUND(
      "scale_set_not_bound",
      "the role does not admit this scale set, or the resource is in none",
      Disclosure.OWN_VALUE,
      "add the name to bound_scale_sets; resource_proof \"claims\" proves uniform scale sets only,"
          + " since no claim names the scale set of a virtual machine"),
  /** The role does not name the location. */
  LOCATION_NOT_BOUND(
      "location_not_bound",
      "the role does not admit the location of the resource",
      Disclosure.OWN_VALUE,
      "add the location to bound_locations; westeurope and \"West Europe\" are the same"),
  /** Azure returned no location, or the role has claims alone, which hold none. */
  LOCATION_UNKNOWN(
      "location_unknown",
      "the location of the resource is not known",
      Disclosure.OWN_VALUE,
      "Azure gives no location for the resource; bound_locations cannot be used for it"),
  /** The resource lacks a tag that the role binds, or has it with another value. */
  TAG_MISMATCH(
      "tag_mismatch",
      "the resource does not have every tag that the role binds",
      Disclosure.OWN_VALUE,
      "set the tag on the resource or change bound_tags; letter case counts in values and not in"
          + " names; an instance of a uniform scale set has the tags of its set, a pod with workload"
          + " identity those of its identity"),
  /** The expression of the role is false for the login. */
  EXPRESSION_FALSE(
      "expression_false",
      "the role's expression does not hold",
      Disclosure.OWN_VALUE,
      "compare the values of this check with bound_expression; ids and names of Azure are in lower"
          + " case there"),
  /** The expression of the role cannot be evaluated, which is no grant. */
  EXPRESSION_UNUSABLE(
      "expression_unusable",
      "the role's expression cannot be evaluated for this login",
      Disclosure.OWN_VALUE,
      "this check says which member has no value, or why the stored expression cannot be read; ask"
          + " with has(claims.roles) before reading a claim that not every token has"),
  /** A claim or tag that the role maps has a value that cannot be metadata. */
  MAPPING_UNUSABLE(
      "mapping_unusable",
      "a value that the role maps to metadata cannot be metadata",
      Disclosure.OWN_VALUE,
      "claim_mappings takes claims that are a text, number or flag of at most 512 bytes, tag_mappings"
          + " tags of that size; this check says which one is not"),
  /** The identity is not assigned to the resource. */
  IDENTITY_NOT_ON_RESOURCE(
      "identity_not_on_resource",
      "the principal is not an identity of the resource",
      Disclosure.OWN_VALUE,
      "assign the identity to the resource; if it was removed lately, its cached token outlives the"
          + " assignment by up to a day"),
  /** Azure has no such resource. */
  RESOURCE_NOT_FOUND(
      "resource_not_found",
      "the resource was not found",
      Disclosure.OWN_VALUE,
      "the resource is gone, or its name, group or subscription is misspelt, or the subscription"
          + " belongs to another tenant"),
  /** The server may not read the resource. */
  DIRECTORY_FORBIDDEN(
      "directory_forbidden",
      "this server is not allowed to look up the resource",
      Disclosure.OWN_VALUE,
      "give the server's own identity the role Reader on the subscription or group: read on"
          + " virtual machines, scale sets, user-assigned identities and the resource"
          + " itself"),
  /** The role asks for the document of the machine, and the login sends none. */
  ATTESTED_DOCUMENT_MISSING(
      "attested_document_missing",
      "the role asks for the attested document of the machine",
      Disclosure.OWN_VALUE,
      "ask the mount for a nonce (login/nonce), fetch the document with it at the metadata service"
          + " (/metadata/attested/document) and send its signature as attested_document; azimuth"
          + " login does so by itself"),
  /** The metadata service of the cloud did not sign the document, or it is not valid now. */
  ATTESTED_DOCUMENT_INVALID(
      "attested_document_invalid",
      "the attested document was not accepted",
      Disclosure.OWN_VALUE,
      "send the signature exactly as the metadata service of the mount's cloud returned it; if the"
          + " chain of its certificate is not complete, add the certificates between to"
          + " attested_ca_file of the cloud block"),
  /** The nonce of the document is not one that this mount issued lately, or it was used. */
  ATTESTED_NONCE_UNKNOWN(
      "attested_nonce_unknown",
      "the nonce of the attested document is not known, has expired or was used",
      Disclosure.OWN_VALUE,
      "take a fresh nonce from login/nonce of the same mount for each login and use it within five"
          + " minutes; the metadata service sometimes answers with an earlier document: ask again"),
  /** The document is of another machine than the one whose resource the login names. */
  VM_ID_MISMATCH(
      "vm_id_mismatch",
      "the attested document is of another machine",
      Disclosure.OWN_VALUE,
      "fetch the token and the document on the same machine; a token that is used elsewhere may be"
          + " stolen"),
  /** Resource Manager has no vmId for the resource. */
  NO_VM_ID(
      "no_vm_id",
      "the resource has no vmId to compare with",
      Disclosure.OWN_VALUE,
      "require_attested_document takes virtual machines, also those of flexible scale sets;"
          + " bound_attestation takes an instance of a uniform scale set, too, when the login sends"
          + " its id as resource_id. Use another role for identities and apps"),
  /** The role asks for the attestation of the machine, and the login sends none. */
  ATTESTATION_MISSING(
      "attestation_missing",
      "the role asks for the attestation of the machine",
      Disclosure.OWN_VALUE,
      "ask the mount for a nonce (login/nonce), let the machine be attested with it in the client"
          + " payload (guest attestation) and send the token of the service as attestation"),
  /** No accepted instance signed the attestation, or it is not valid now. */
  ATTESTATION_INVALID(
      "attestation_invalid",
      "the attestation was not accepted",
      Disclosure.OWN_VALUE,
      "name the instance that attested the machine in attestation_issuers of the mount, exactly as"
          + " in iss; send the token of the attestation of a virtual machine (azurevm) as the"
          + " service returned it, within five minutes"),
  /** The nonce of the attestation is not one that this mount issued lately, or it was used. */
  ATTESTATION_NONCE_UNKNOWN(
      "attestation_nonce_unknown",
      "the nonce of the attestation is not known, has expired or was used",
      Disclosure.OWN_VALUE,
      "take a fresh nonce from login/nonce of the same mount for each login, attest the machine with"
          + " {\"nonce\": \"…\"} as client payload, and log in within five minutes"),
  /** The attestation does not show what the role asks of the platform. */
  ATTESTATION_MISMATCH(
      "attestation_mismatch",
      "the attestation does not show what the role asks of the platform",
      Disclosure.OWN_VALUE,
      "this check says which claims differ: turn on secure boot, turn off debugging of boot loader"
          + " and kernel, use a confidential size, or change bound_attestation"),
  /** Another policy judged the machine. */
  ATTESTATION_POLICY_NOT_BOUND(
      "attestation_policy_not_bound",
      "the role does not admit the policy of the attestation",
      Disclosure.OWN_VALUE,
      "the policy of the instance was changed, or the machine asked another instance; add its"
          + " x-ms-policy-hash to bound_attestation_policy_hashes if the policy is meant"),
  /** The attestation is of another machine than the one whose resource the login names. */
  ATTESTATION_VM_ID_MISMATCH(
      "attestation_vm_id_mismatch",
      "the attestation is of another machine",
      Disclosure.OWN_VALUE,
      "fetch the token and the attestation on the same machine; a token that is used elsewhere may"
          + " be stolen"),
  /** This login does not prove what the alias is named after. */
  ALIAS_SOURCE_UNPROVED(
      "alias_source_unproved",
      "this login does not prove what its alias is named after",
      Disclosure.OWN_VALUE,
      "use alias_source \"oid\". \"app_id\" takes an application's own token; \"resource_id\" takes"
          + " resource claims; \"scale_set\" takes a scale set, which for a virtual machine only a"
          + " role with resource bindings and resource_proof \"directory\" proves"),
  /** A login used the token before, and the role takes each token once. */
  TOKEN_REPLAYED(
      "token_replayed",
      "a login used the token before, and the role takes each token once",
      Disclosure.OWN_VALUE,
      "fetch a fresh token for each login; Azure's metadata service hands out one token for hours,"
          + " so a machine with a managed identity needs a role without single_use_tokens. If no"
          + " login of your own used the token, it was stolen: find the first login by its request"
          + " id in the audit log");

  private final DenialWords words;
  private final Disclosure disclosure;

  DenialReason(String code, String sentence, Disclosure disclosure, String hint) {
    this.words = new DenialWords(code, sentence, hint);
    this.disclosure = disclosure;
  }

  DenialReason(WordedDenial shared, Disclosure disclosure) {
    this.words = shared.words();
    this.disclosure = disclosure;
  }

  /** The reason for a verifier's rejection. */
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
      case BINDING_NOT_PROVED -> BINDING_NOT_PROVED;
      case BINDING_NOT_UNDERSTOOD -> BINDING_NOT_UNDERSTOOD;
    };
  }

  /** The reason for an agent of a kind that the role does not admit. */
  public static DenialReason of(AgentKind kind) {
    return kind == AgentKind.FOR_PERSON ? AGENT_FOR_PERSON : AGENT_NOT_ALLOWED;
  }

  @Override
  public DenialWords words() {
    return words;
  }

  /**
   * Whether the request itself lacks something or names no role: then it is invalid (400) and not
   * denied (403), and one sentence is the whole text.
   */
  public boolean isInvalidRequest() {
    return this == RESOURCE_NAMES_MISSING || this == ROLE_UNKNOWN;
  }

  @Override
  public DenialReason asCallerSeesIt() {
    return disclosure == Disclosure.NOTHING ? TOKEN_NOT_ACCEPTED : this;
  }

  @Override
  public Disclosure disclosure() {
    return disclosure;
  }

  /** A token that was used before, or comes without its key, may have been stolen. */
  @Override
  public boolean isAlarm() {
    return this == TOKEN_REPLAYED || this == BINDING_NOT_PROVED;
  }
}
