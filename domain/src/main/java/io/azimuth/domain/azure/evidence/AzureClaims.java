package io.azimuth.domain.azure.evidence;

import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.azure.id.EntraRole;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.claim.ClaimPath;
import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.TokenBinding;
import io.azimuth.domain.claim.VerifiedClaims;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The claims of a verified token of Entra ID, read as Azure's types. */
public final class AzureClaims {

  private final VerifiedClaims verified;
  private final ClaimSet claims;
  private final ResourceClaims resourceClaims;
  private final AgentClaims agentClaims;
  private final Optional<List<GroupId>> lookedUp;
  private final boolean additional;

  /** A view of these claims; it checks nothing itself. */
  public AzureClaims(VerifiedClaims verified) {
    this(verified, Optional.empty(), false);
  }

  private AzureClaims(
      VerifiedClaims verified, Optional<List<GroupId>> lookedUp, boolean additional) {
    this.verified = Objects.requireNonNull(verified, "verified");
    this.claims = verified.claims();
    this.resourceClaims = ResourceClaims.of(claims);
    this.agentClaims = AgentClaims.of(claims, isUserToken());
    this.lookedUp = lookedUp;
    this.additional = additional;
  }

  /**
   * These claims as those of a tenant that the mount accepts beside its own.
   *
   * @throws IllegalArgumentException when they name no tenant
   */
  public AzureClaims ofAdditionalTenant() {
    if (tenant().isEmpty()) {
      throw new IllegalArgumentException("the claims name no tenant");
    }
    return new AzureClaims(verified, lookedUp, true);
  }

  /** These claims with groups that Azure returned in place of the token's own list. */
  public AzureClaims withDirectoryGroups(Set<GroupId> groups) {
    return new AzureClaims(verified, Optional.of(List.copyOf(groups)), additional);
  }

  /** Whether the groups are Azure's answer and not the token's list. */
  public boolean hasDirectoryGroups() {
    return lookedUp.isPresent();
  }

  /** The principal; empty when {@code oid} is missing, empty or no GUID. */
  public Optional<PrincipalId> oid() {
    return claims.text("oid").flatMap(PrincipalId::parse);
  }

  /** The text of the {@code oid} claim, for explanations only. */
  public String oidText() {
    return claims.text("oid").orElse("");
  }

  /** The application that asked for the token: {@code azp} in version 2, else {@code appid}. */
  public Optional<AppId> appId() {
    String claim = version().filter("2.0"::equals).isPresent() ? "azp" : "appid";
    return claims.text(claim).flatMap(AppId::parse);
  }

  /** The key to which the token is bound. */
  public TokenBinding binding() {
    return TokenBinding.of(claims);
  }

  /** The tenant that the token names. */
  public Optional<TenantId> tenant() {
    return claims.text("tid").flatMap(TenantId::parse);
  }

  /** The tenant, where it is not the mount's own but one that the mount accepts beside it. */
  public Optional<TenantId> additionalTenant() {
    return tenant().filter(id -> additional);
  }

  /** The tenant, and whether it is the mount's own. */
  public Optional<LoginTenant> loginTenant() {
    return tenant().map(id -> new LoginTenant(id, additional));
  }

  /** The {@code ver} claim: {@code 1.0} or {@code 2.0}. */
  public Optional<String> version() {
    return claims.text("ver");
  }

  /**
   * How the application proved itself to Entra ID: {@code appidacr}, in version 2 {@code azpacr};
   * {@code 0} is not at all, {@code 1} a secret, {@code 2} a certificate.
   */
  public Optional<String> clientAuthentication() {
    return claims.text(version().filter("2.0"::equals).isPresent() ? "azpacr" : "appidacr");
  }

  /** When it was issued, by the issuer's clock; tokens of managed identities are back-dated. */
  public Instant issuedAt() {
    return verified.issuedAt();
  }

  /** When it expires, by the issuer's clock. */
  public Instant expiresAt() {
    return verified.expiresAt();
  }

  /** The id of the token: {@code uti}, else {@code jti}, after the name of its claim. */
  public Optional<String> tokenId() {
    return tokenId("uti").or(() -> tokenId("jti"));
  }

  private Optional<String> tokenId(String claim) {
    return claims.text(claim).filter(id -> !id.isEmpty()).map(id -> claim + ":" + id);
  }

  /** The audiences of the token. */
  public List<String> audiences() {
    return claims.texts("aud");
  }

  /**
   * The groups that the token lists, or that Azure returned; empty ones are left out. Those of an
   * additional tenant follow the id of that tenant and a slash, since its administrator chooses the
   * names of its groups.
   */
  public List<GroupId> groups() {
    List<GroupId> bare = lookedUp.orElseGet(this::listed);
    return additionalTenant().map(tenant -> within(tenant, bare)).orElse(bare);
  }

  private static List<GroupId> within(TenantId tenant, List<GroupId> groups) {
    return groups.stream()
        .flatMap(group -> GroupId.parse(tenant.value() + "/" + group.value()).stream())
        .toList();
  }

  private List<GroupId> listed() {
    return claims.texts("groups").stream().flatMap(g -> GroupId.parse(g).stream()).toList();
  }

  /**
   * The app roles of the principal at the application that the token is for. Those of an additional
   * tenant follow the id of that tenant and a slash, since its administrator assigns them.
   */
  public List<EntraRole> appRoles() {
    String prefix = additionalTenant().map(tenant -> tenant.value() + "/").orElse("");
    return claims.texts("roles").stream()
        .distinct()
        .flatMap(role -> EntraRole.parse(role).stream())
        .flatMap(role -> EntraRole.parse(prefix + role.value()).stream())
        .toList();
  }

  /** Whether the principal is in more groups than a token can list, so that it lists none. */
  public boolean groupsOverage() {
    return lookedUp.isEmpty() && saysOverage();
  }

  private boolean saysOverage() {
    return claims.memberNames("_claim_names").contains("groups")
        || claims.flag("hasgroups").orElse(false)
        || claims.text("hasgroups").filter("true"::equals).isPresent();
  }

  /**
   * Whether the token belongs to a user and not to an application alone: it has a scope, a type
   * other than {@code app}, or no type and a subject that is not the principal. The scope of an
   * agent that acts in its own name is empty, or a slash.
   */
  public boolean isUserToken() {
    if (claims.has("scp") && !isUnscopedApp()) {
      return true;
    }
    if (claims.has("idtyp")) {
      return claims.text("idtyp").filter("app"::equals).isEmpty();
    }
    return !claims.text("oid").equals(claims.text("sub"));
  }

  private boolean isUnscopedApp() {
    return claims.text("idtyp").filter("app"::equals).isPresent()
        && claims.text("scp").filter(scope -> scope.isEmpty() || scope.equals("/")).isPresent();
  }

  /** Whether a person's agent shows the token, which then has that person's object id. */
  public boolean isAgentForPerson() {
    return agentClaims.agent().filter(it -> it.kind() == AgentKind.FOR_PERSON).isPresent();
  }

  /** The claims about an agent. */
  public AgentClaims agentClaims() {
    return agentClaims;
  }

  /** The claims about the resource that asked for the token. */
  public ResourceClaims resourceClaims() {
    return resourceClaims;
  }

  /** The value of the claim at that place: a name, or a JSON pointer; empty when it is absent. */
  public Optional<Object> at(String path) {
    return new ClaimPath(path).find(claims);
  }

  ClaimSet raw() {
    return claims;
  }

  /** The names of the claims only, because values may be personal data. */
  @Override
  public String toString() {
    return claims.toString();
  }
}
