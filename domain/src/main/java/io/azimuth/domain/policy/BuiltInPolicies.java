package io.azimuth.domain.policy;

/**
 * The policies that exist from the start. {@code root} is one of them and has no text: see {@code
 * Acl.root}.
 */
public final class BuiltInPolicies {

  /** The text of {@code default} until an operator changes it. */
  public static final String DEFAULT_TEXT =
      """
      # Given to every token that does not opt out. You may edit it; you cannot delete it.

      # A token may look at itself, renew itself and end itself.
      path "auth/token/lookup-self" {
        capabilities = ["read"]
      }
      path "auth/token/renew-self" {
        capabilities = ["update"]
      }
      path "auth/token/revoke-self" {
        capabilities = ["update"]
      }

      # It may ask what it is allowed to do.
      path "sys/capabilities-self" {
        capabilities = ["update"]
      }
      path "sys/internal/ui/resultant-acl" {
        capabilities = ["read"]
      }

      # It may read its own entity, and nobody else's.
      path "identity/entity/id/{{identity.entity.id}}" {
        capabilities = ["read"]
      }
      path "identity/entity/name/{{identity.entity.name}}" {
        capabilities = ["read"]
      }

      # It may renew a lease whose id it knows, and look one up.
      path "sys/renew" {
        capabilities = ["update"]
      }
      path "sys/leases/renew" {
        capabilities = ["update"]
      }
      path "sys/leases/lookup" {
        capabilities = ["update"]
      }

      # Its own cubbyhole: nobody else's can be reached by this path.
      path "cubbyhole/*" {
        capabilities = ["create", "read", "update", "delete", "list"]
      }

      # Response wrapping.
      path "sys/wrapping/wrap" {
        capabilities = ["update"]
      }
      path "sys/wrapping/lookup" {
        capabilities = ["update"]
      }
      path "sys/wrapping/unwrap" {
        capabilities = ["update"]
      }

      # Hashing of what the caller sends.
      path "sys/tools/hash" {
        capabilities = ["update"]
      }
      path "sys/tools/hash/*" {
        capabilities = ["update"]
      }
      """;

  private static final String RESPONSE_WRAPPING_TEXT =
      """
      path "cubbyhole/response" {
        capabilities = ["create", "read"]
      }
      path "sys/wrapping/unwrap" {
        capabilities = ["update"]
      }
      """;

  private BuiltInPolicies() {}

  /** The {@code default} policy as shipped. */
  public static AclPolicy defaultPolicy() {
    return AclPolicy.parse(PolicyName.DEFAULT, DEFAULT_TEXT);
  }

  /** The internal policy of a wrapping token; hidden, and it cannot be changed. */
  public static AclPolicy responseWrapping() {
    return AclPolicy.parse(PolicyName.RESPONSE_WRAPPING, RESPONSE_WRAPPING_TEXT);
  }
}
