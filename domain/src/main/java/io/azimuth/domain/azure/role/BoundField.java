package io.azimuth.domain.azure.role;

/** The lists to which a role can bind a login. */
public enum BoundField {
  /** Object ids of principals, or {@code *}. */
  SERVICE_PRINCIPALS("bound_service_principal_ids"),
  /** Groups of the principal, or {@code *}. */
  GROUPS("bound_group_ids"),
  /** Applications; required besides the others where set, and never {@code *}. */
  APP_IDS("bound_app_ids"),
  /** Blueprints of agents; required besides the others where set, and never {@code *}. */
  AGENT_BLUEPRINTS("bound_agent_blueprint_ids"),
  /** App roles; required besides the others where set, and never {@code *}. */
  APP_ROLES("bound_app_roles"),
  /**
   * Ids of tenants; the mount's own where none is set. It limits where a login comes from, and not
   * who logs in.
   */
  TENANTS("bound_tenant_ids"),
  /** Ids of subscriptions. */
  SUBSCRIPTIONS("bound_subscription_ids"),
  /** Names of resource groups. */
  RESOURCE_GROUPS("bound_resource_groups"),
  /** Regions. */
  LOCATIONS("bound_locations"),
  /** Names of scale sets. */
  SCALE_SETS("bound_scale_sets"),
  /** Ids of resources, each of which parses. */
  RESOURCE_IDS("bound_resource_ids"),
  /** Types of resources, each of which parses. */
  RESOURCE_TYPES("bound_resource_types");

  private final String wireName;

  BoundField(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the API. */
  public String wireName() {
    return wireName;
  }

  /** Whether it binds the resource of a login, not its identity. */
  public boolean isOfResource() {
    return compareTo(SUBSCRIPTIONS) >= 0;
  }
}
