package io.azimuth.domain.azure.login.check;

import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.login.LoginCheckName;

/** The checks of a login. The codes are documented and never renamed. */
public enum CheckName implements LoginCheckName {
  /** The token is a JWT that a tenant of the mount signed. */
  TOKEN("token"),
  /** The audience of the token is one of the mount. */
  AUDIENCE("audience"),
  /** It is valid at this moment. */
  VALIDITY("validity"),
  /** The token has the claims that a verifier needs. */
  CLAIMS("claims"),
  /** A token that is bound to a certificate comes over a connection that showed it. */
  BINDING("binding"),
  /** The caller's address is one that the role allows. */
  ADDRESS("address"),
  /** The token is bound to a key, where the role asks for that. */
  BOUND_TOKEN("require_bound_token"),
  /** The token names a principal. */
  PRINCIPAL("principal"),
  /** The role admits the tenant of the token. */
  TENANT("tenant"),
  /** The token does not belong to a user. */
  APP_ONLY("app_only"),
  /** The token belongs to no agent, or the role admits agents of its kind. */
  AGENT("agent"),
  /** The token is not too old for the role. */
  TOKEN_AGE("token_age"),
  /** The role names particular principals, groups, applications or resources. */
  ROLE("role"),
  /** The role binds this principal. */
  BOUND_PRINCIPAL(BoundField.SERVICE_PRINCIPALS),
  /** The role binds a group of this principal. */
  BOUND_GROUP(BoundField.GROUPS),
  /** The role binds this application. */
  BOUND_APP_ID(BoundField.APP_IDS),
  /** The role binds the blueprint of this agent. */
  BOUND_BLUEPRINT(BoundField.AGENT_BLUEPRINTS),
  /** The role binds an app role of this principal. */
  BOUND_APP_ROLE(BoundField.APP_ROLES),
  /** The login has a resource: one that the token claims or the request names. */
  RESOURCE("resource"),
  /** The subscription that the request names. */
  NAMED_SUBSCRIPTION("subscription_id"),
  /** The resource group that the request names. */
  NAMED_RESOURCE_GROUP("resource_group_name"),
  /** The machine that the request names. */
  NAMED_MACHINE("vm_name"),
  /** The scale set that the request names. */
  NAMED_SCALE_SET("vmss_name"),
  /** The resource that the request names. */
  NAMED_RESOURCE("resource_id"),
  /** The role binds the resource's subscription. */
  BOUND_SUBSCRIPTION(BoundField.SUBSCRIPTIONS),
  /** The role binds the resource's group. */
  BOUND_RESOURCE_GROUP(BoundField.RESOURCE_GROUPS),
  /** The role binds the resource itself. */
  BOUND_RESOURCE_ID(BoundField.RESOURCE_IDS),
  /** The role binds the resource's type. */
  BOUND_RESOURCE_TYPE(BoundField.RESOURCE_TYPES),
  /** Azure returns the resource. */
  DIRECTORY("directory"),
  /** The principal is an identity of the resource, as Resource Manager returns it. */
  RESOURCE_IDENTITY("resource_identity"),
  /** The role binds the resource's location. */
  BOUND_LOCATION(BoundField.LOCATIONS),
  /** The resource has the tags that the role binds. */
  BOUND_TAGS("bound_tags"),
  /** The role binds the scale set that the resource is or belongs to. */
  BOUND_SCALE_SET(BoundField.SCALE_SETS),
  /** The metadata service signed the document of the machine, which is valid now. */
  ATTESTED_DOCUMENT("attested_document"),
  /** The document was made for this mount, lately, and no login used it. */
  ATTESTED_NONCE("attested_nonce"),
  /** The document is of the machine that Resource Manager has under the resource's id. */
  VM_ID("vm_id"),
  /** An instance that the mount accepts signed the attestation of the machine, lately. */
  ATTESTATION("attestation"),
  /** The attestation was made for this mount, lately, and no login used it. */
  ATTESTATION_NONCE("attestation_nonce"),
  /** The attestation shows what the role asks of the platform. */
  BOUND_ATTESTATION("bound_attestation"),
  /** The machine was judged by a policy that the role binds. */
  BOUND_ATTESTATION_POLICY("bound_attestation_policy_hashes"),
  /** The attestation is of the machine that Resource Manager has under the resource's id. */
  ATTESTATION_VM_ID("attestation_vm_id"),
  /** The expression of the role holds. */
  EXPRESSION("expression"),
  /** What the role maps to metadata can be metadata. */
  MAPPING("mapping"),
  /** What the alias is named after is proved by this login. */
  ALIAS("alias"),
  /** No login used the token before. */
  SINGLE_USE("single_use");

  private final String code;

  CheckName(String code) {
    this.code = code;
  }

  CheckName(BoundField field) {
    this(field.wireName());
  }

  @Override
  public String code() {
    return code;
  }

  /** Whether {@code LoginPolicy} makes it; the others are made before that, or after it. */
  public boolean isOfPolicy() {
    return compareTo(PRINCIPAL) >= 0 && this != SINGLE_USE;
  }
}
