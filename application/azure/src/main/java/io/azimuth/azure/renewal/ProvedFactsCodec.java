package io.azimuth.azure.renewal;

import io.azimuth.domain.azure.evidence.Agent;
import io.azimuth.domain.azure.evidence.AgentKind;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.LoginTenant;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.azure.id.EntraRole;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.azure.login.ProvedFacts;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The form in which a token stores what its login proved. What a token lacks, or what cannot be
 * read, is not proved.
 */
public final class ProvedFactsCodec {

  private static final String PRINCIPAL = "oid";
  private static final String TENANT = "tenant";
  private static final String ADDITIONAL = "additional_tenant";
  private static final String USER = "user";
  private static final String APP_ID = "app_id";
  private static final String AGENT = "agent";
  private static final String BLUEPRINT = "agent_blueprint";
  private static final String GROUPS = "groups";
  private static final String APP_ROLES = "app_roles";
  private static final String LINE = "\n"; // in no value of an app role
  private static final String RESOURCE = "resource";
  private static final String BASIS = "resource_basis";
  private static final String LOCATION = "location";
  private static final String SCALE_SET = "scale_set";
  private static final String TAG = "tag:";
  private static final String EXPRESSION = "expression";

  private ProvedFactsCodec() {}

  /** The facts as a token stores them. */
  public static Map<String, String> encode(ProvedFacts facts) {
    Map<String, String> kept = new LinkedHashMap<>();
    kept.put(PRINCIPAL, facts.principal().value());
    facts
        .tenant()
        .ifPresent(it -> kept.put(it.additional() ? ADDITIONAL : TENANT, it.id().value()));
    if (facts.isUser()) {
      kept.put(USER, "true");
    }
    facts.appId().ifPresent(id -> kept.put(APP_ID, id.value()));
    facts
        .agent()
        .ifPresent(
            agent -> {
              kept.put(AGENT, agent.kind().wireName());
              agent.blueprint().ifPresent(id -> kept.put(BLUEPRINT, id.value()));
            });
    if (!facts.groups().isEmpty()) {
      kept.put(
          GROUPS,
          facts.groups().stream().map(GroupId::value).sorted().collect(Collectors.joining(",")));
    }
    if (!facts.appRoles().isEmpty()) {
      kept.put(
          APP_ROLES,
          facts.appRoles().stream()
              .map(EntraRole::value)
              .sorted()
              .collect(Collectors.joining(LINE)));
    }
    facts
        .resource()
        .ifPresent(
            resource -> {
              kept.put(RESOURCE, resource.id().text());
              kept.put(BASIS, resource.basis().name());
            });
    facts.location().ifPresent(location -> kept.put(LOCATION, location.value()));
    facts.scaleSet().ifPresent(id -> kept.put(SCALE_SET, id.text()));
    facts.tags().values().forEach((name, value) -> kept.put(TAG + name, value));
    facts.expression().ifPresent(digest -> kept.put(EXPRESSION, digest));
    return kept;
  }

  /** The facts; empty when the token does not hold its principal. */
  public static Optional<ProvedFacts> decode(Map<String, String> kept) {
    return text(kept, PRINCIPAL)
        .flatMap(PrincipalId::parse)
        .map(
            principal ->
                new ProvedFacts(
                    principal,
                    tenant(kept, TENANT, false).or(() -> tenant(kept, ADDITIONAL, true)),
                    text(kept, USER).isPresent(),
                    text(kept, APP_ID).flatMap(AppId::parse),
                    text(kept, AGENT)
                        .flatMap(AgentKind::parse)
                        .map(kind -> new Agent(kind, text(kept, BLUEPRINT).flatMap(AppId::parse))),
                    text(kept, GROUPS).stream()
                        .flatMap(groups -> Arrays.stream(groups.split(",")))
                        .flatMap(group -> GroupId.parse(group).stream())
                        .collect(Collectors.toSet()),
                    text(kept, APP_ROLES).stream()
                        .flatMap(roles -> Arrays.stream(roles.split(LINE, -1)))
                        .flatMap(role -> EntraRole.parse(role).stream())
                        .collect(Collectors.toSet()),
                    resource(kept),
                    text(kept, LOCATION).flatMap(Location::parse),
                    text(kept, SCALE_SET).flatMap(ResourceId::parse),
                    tags(kept),
                    text(kept, EXPRESSION)));
  }

  private static ResourceTags tags(Map<String, String> kept) {
    return ResourceTags.of(
        kept.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(TAG))
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().substring(TAG.length()), Map.Entry::getValue)));
  }

  private static Optional<LoginTenant> tenant(
      Map<String, String> kept, String key, boolean additional) {
    return text(kept, key).flatMap(TenantId::parse).map(id -> new LoginTenant(id, additional));
  }

  private static Optional<LoginResource> resource(Map<String, String> kept) {
    Optional<LoginResource.Basis> basis =
        text(kept, BASIS)
            .flatMap(
                name ->
                    Arrays.stream(LoginResource.Basis.values())
                        .filter(it -> it.name().equals(name))
                        .findFirst());
    return text(kept, RESOURCE)
        .flatMap(ResourceId::parse)
        .flatMap(id -> basis.map(of -> new LoginResource(id, of)));
  }

  private static Optional<String> text(Map<String, String> kept, String key) {
    return Optional.ofNullable(kept.get(key));
  }
}
