package io.azimuth.domain.azure.login.evaluation;

import io.azimuth.domain.azure.attested.AttestedEvidence;
import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.Bindings;
import io.azimuth.domain.azure.role.IdentityBindings;
import io.azimuth.domain.azure.role.ResourceBindings;
import io.azimuth.domain.azure.role.ResourceProof;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a rule may read.
 *
 * @param role the role of the login
 * @param claims the claims of the verified token
 * @param request the names that the caller sends
 * @param audience the kind of audience of the token
 * @param attested what the login shows of its machine beside the token
 * @param now the time of the login
 * @param resource the resource of the login, once the rule of resources chose it
 * @param answer the answer of Azure for that resource, once Azure was asked
 */
public record LoginContext(
    AzureRole role,
    AzureClaims claims,
    LoginRequest request,
    AudienceKind audience,
    AttestedEvidence attested,
    Instant now,
    Optional<LoginResource> resource,
    Optional<ResourceAnswer> answer) {

  public LoginContext {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(claims, "claims");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(audience, "audience");
    Objects.requireNonNull(attested, "attested");
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(answer, "answer");
  }

  /** The context of the first rule. */
  public static LoginContext of(
      AzureRole role,
      AzureClaims claims,
      LoginRequest request,
      AudienceKind audience,
      AttestedEvidence attested,
      Instant now) {
    return new LoginContext(
        role, claims, request, audience, attested, now, Optional.empty(), Optional.empty());
  }

  /** The context of the first rule for the same login with other claims. */
  public LoginContext withClaims(AzureClaims other) {
    return of(role, other, request, audience, attested, now);
  }

  /** The context of the rules that need the answer of Azure. */
  public LoginContext withAnswer(ResourceAnswer of) {
    return new LoginContext(
        role, claims, request, audience, attested, now, resource, Optional.of(of));
  }

  /** The same login with the answer of Azure for the instance that the request names. */
  public LoginContext withInstance(ResourceAnswer of) {
    return new LoginContext(
        role,
        claims,
        request,
        audience,
        attested.with(attested.guest().withInstance(of)),
        now,
        resource,
        answer);
  }

  /** The context of the next rule. */
  public LoginContext after(RuleOutcome outcome) {
    return outcome.resource().isPresent()
        ? new LoginContext(
            role, claims, request, audience, attested, now, outcome.resource(), answer)
        : this;
  }

  /**
   * The instance that the request names, if the resource is the uniform scale set it belongs to.
   */
  public Optional<ResourceId> instance() {
    return request
        .resource()
        .filter(id -> id.scaleSetOfInstance().equals(resource.map(LoginResource::id)))
        .filter(id -> id.scaleSetOfInstance().isPresent());
  }

  /** Whether the role binds resources, so that the login needs one. */
  public boolean bindsResource() {
    return bindings().needsResource();
  }

  /**
   * Whether Azure was asked for a resource that only the request names, and it is not the
   * principal's own.
   */
  public boolean isUnprovedName() {
    boolean named = resource.filter(it -> it.basis() == LoginResource.Basis.REQUEST).isPresent();
    boolean absent = answer.filter(it -> it.kind() == ResourceAnswer.Kind.ABSENT).isPresent();
    boolean foreign =
        facts()
            .filter(
                it ->
                    claims
                        .oid()
                        .filter(own -> it.proves(own, LoginResource.Basis.REQUEST))
                        .isEmpty())
            .isPresent();
    return named && (absent || foreign);
  }

  /** Whether Azure is asked for the resource once all other checks passed. */
  public boolean asksAzure() {
    return bindsResource() && resourceBindings().proof() == ResourceProof.DIRECTORY;
  }

  /** The scale set that the resource is, or that it belongs to according to Azure. */
  public Optional<ResourceId> scaleSet() {
    return isMachine()
        ? facts().flatMap(ResourceFacts::scaleSet).filter(ResourceId::isScaleSet)
        : resource.flatMap(LoginResource::asScaleSet);
  }

  /** Whether Azure, which alone knows the scale set of a machine, is still to be asked for it. */
  public boolean isScaleSetOpen() {
    return asksAzure() && isMachine() && facts().isEmpty();
  }

  /** What Azure returns for the resource. */
  public Optional<ResourceFacts> facts() {
    return answer.flatMap(ResourceAnswer::facts);
  }

  /** What the role binds. */
  public Bindings bindings() {
    return role.bindings();
  }

  /** What the role binds of the identity. */
  public IdentityBindings identityBindings() {
    return bindings().identity();
  }

  /** What the role binds of the resource. */
  public ResourceBindings resourceBindings() {
    return bindings().resource();
  }

  private boolean isMachine() {
    return resource.filter(LoginResource::isMachine).isPresent();
  }
}
