package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.domain.secret.SecretText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fetches tokens in App Service, Functions and Container Apps. */
public final class AppServiceSource implements AzureTokenSource {

  private static final String VERSION = "2019-08-01";
  private static final Pattern OWNER = Pattern.compile("([0-9A-Fa-f-]{36})\\+.*");

  private final Environment environment;
  private final MetadataService service;

  /** Creates a source that uses the endpoint named in this environment. */
  public AppServiceSource(Environment environment, Sleeper pause) {
    this.environment = environment;
    this.service = new MetadataService(pause);
  }

  @Override
  public AzureToken fetch(AzureTokenRequest order) {
    WorkloadVariables variables = new WorkloadVariables(environment, "App Service");
    MetadataService.Question question =
        new MetadataService.Question(variables.requireUri("IDENTITY_ENDPOINT"))
            .query("api-version", VERSION)
            .query("resource", order.resource())
            .header("X-IDENTITY-HEADER", variables.require("IDENTITY_HEADER"));
    IdentityParameters.APP_SERVICE.add(order.identity(), question);
    SecretText jwt = TokenAnswer.read(service.ask(question), "the identity endpoint");
    return AzureToken.of(jwt, names());
  }

  // No variable holds the resource id of a deployment slot, but its token does.
  private Map<String, String> names() {
    Matcher owner = OWNER.matcher(environment.get("WEBSITE_OWNER_NAME").orElse(""));
    Optional<String> group = environment.get("WEBSITE_RESOURCE_GROUP");
    Optional<String> site = environment.get("WEBSITE_SITE_NAME");
    String slot = environment.get("WEBSITE_SLOT_NAME").orElse("Production");
    if (!owner.matches() || group.isEmpty() || site.isEmpty() || !slot.equals("Production")) {
      return Map.of();
    }
    Map<String, String> names = new LinkedHashMap<>();
    names.put("subscription_id", owner.group(1));
    names.put("resource_group_name", group.get());
    names.put(
        "resource_id",
        "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Web/sites/%s"
            .formatted(owner.group(1), group.get(), site.get()));
    return names;
  }
}
