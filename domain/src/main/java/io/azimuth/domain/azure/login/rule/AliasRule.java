package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceClaims;
import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginAlias;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.AliasSource;
import java.util.Optional;

/**
 * The login proves what its alias is named after. The scale set of a virtual machine stays open
 * until Azure is asked.
 */
final class AliasRule extends LoginRule {

  AliasRule() {
    super(CheckName.ALIAS);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    AliasSource source = login.bindings().aliasSource();
    boolean lacksResource = login.bindsResource() && login.resource().isEmpty();
    if (lacksResource || (source == AliasSource.SCALE_SET && login.isScaleSetOpen())) {
      return RuleOutcome.OPEN;
    }
    Optional<LoginAlias> bare = alias(source, login);
    Optional<LoginAlias> alias =
        bare.map(it -> login.claims().additionalTenant().map(it::of).orElse(it));
    if (alias.isPresent()) {
      return passed(source.wireName(), alias.get().name()).proving(alias.get());
    }
    return source == AliasSource.OID
        ? skipped("the token names no principal")
        : failed(DenialReason.ALIAS_SOURCE_UNPROVED, source.wireName(), "");
  }

  private static Optional<LoginAlias> alias(AliasSource source, LoginContext login) {
    // The application of a user's token is not that user's own, and an alias named after it would
    // give all its users one entity.
    Optional<AppId> appId = login.claims().appId().filter(id -> !login.claims().isUserToken());
    return switch (source) {
      case OID -> login.claims().isAgentForPerson() ? agent(login) : principal(login, appId);
      case APP_ID ->
          appId.map(id -> new LoginAlias("app:" + id.value(), own(login), Optional.of(id)));
      case RESOURCE_ID -> after("resource:", resource(login));
      case SCALE_SET -> after("scale-set:", scaleSet(login));
    };
  }

  private static Optional<LoginAlias> principal(LoginContext login, Optional<AppId> appId) {
    return login.claims().oid().map(id -> new LoginAlias(id.value(), own(login), appId));
  }

  /** An agent that acts for a person is neither that person nor the agent by itself. */
  private static Optional<LoginAlias> agent(LoginContext login) {
    return login
        .claims()
        .oid()
        .flatMap(
            person ->
                login
                    .claims()
                    .appId()
                    .map(
                        agent ->
                            new LoginAlias(
                                "agent:" + agent.value() + "/" + person.value(),
                                Optional.empty(),
                                Optional.of(agent))));
  }

  /** Several principals may share a resource, so the alias of a resource holds no application. */
  private static Optional<LoginAlias> after(String kind, Optional<ResourceId> subject) {
    return subject.map(id -> new LoginAlias(kind + id.canonical(), subject, Optional.empty()));
  }

  private static Optional<ResourceId> resource(LoginContext login) {
    return login.bindsResource() ? login.resource().map(LoginResource::id) : claimed(login);
  }

  private static Optional<ResourceId> scaleSet(LoginContext login) {
    return login.bindsResource() ? login.scaleSet() : claimed(login).filter(ResourceId::isScaleSet);
  }

  /**
   * The resource for a role that binds none. Azure is not asked, so only claims of a token for a
   * first-party audience count: no owner in the tenant can shape these.
   */
  private static Optional<ResourceId> claimed(LoginContext login) {
    ResourceClaims claims = login.claims().resourceClaims();
    return login.audience() == AudienceKind.FIRST_PARTY && claims.malformed().isEmpty()
        ? claims.resource().or(claims::identity)
        : Optional.empty();
  }

  /**
   * The resource that the principal belongs to: the resource of a system-assigned identity, or a
   * user-assigned identity, which may be assigned to many machines.
   */
  private static Optional<ResourceId> own(LoginContext login) {
    // A resource that only the request names is proved only by its own system-assigned identity.
    Optional<ResourceId> named =
        login
            .resource()
            .filter(resource -> resource.basis() == LoginResource.Basis.REQUEST)
            .map(LoginResource::id);
    ResourceClaims claims = login.claims().resourceClaims();
    return named.or(() -> claims.systemAssigned() ? claims.resource() : claims.identity());
  }
}
