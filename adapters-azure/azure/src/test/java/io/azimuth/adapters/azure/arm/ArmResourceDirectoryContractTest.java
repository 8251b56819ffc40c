package io.azimuth.adapters.azure.arm;

import io.azimuth.adapters.azure.call.FakeAzure;
import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.testkit.contract.ResourceDirectoryContract;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class ArmResourceDirectoryContractTest extends ResourceDirectoryContract {

  private Lab lab;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    lab = new Lab();
    lab.azure.on(
        "/subscriptions/" + Lab.SUBSCRIPTION + "/providers/Microsoft.Web",
        exchange ->
            FakeAzure.reply(
                exchange,
                200,
                "{\"resourceTypes\":[{\"resourceType\":\"sites\",\"apiVersions\":[\"2024-04-01\"]}]}"));
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Override
  protected ResourceDirectory directory() {
    return lab.directory;
  }

  @Override
  protected DirectoryAccess access() {
    return Lab.access();
  }

  @Override
  protected void holds(ResourceFacts facts) {
    lab.azure.on(facts.id(), 200, json(facts));
  }

  @Override
  protected void troubles(ResourceId id, Trouble trouble) {
    switch (trouble) {
      case FORBIDDEN -> lab.azure.on(id, 403, "{\"error\":{\"code\":\"AuthorizationFailed\"}}");
      case FAILING -> lab.azure.on(id, 500, "");
      case GARBAGE -> lab.azure.on(id, 200, "<html>");
      case ANOTHER_RESOURCE -> lab.azure.on(id, 200, "{\"id\":\"" + MACHINE + "\"}");
      case SILENT -> lab.azure.on(id, exchange -> lab.azure.beSilent());
      case THROTTLED ->
          lab.azure.on(
              id,
              exchange -> {
                exchange.getResponseHeaders().set("Retry-After", "" + AN_HOUR.toSeconds());
                FakeAzure.reply(exchange, 429, "");
              });
    }
  }

  private static String json(ResourceFacts facts) {
    if (facts.id().isUserAssignedIdentity()) {
      return "{\"id\":\"%s\",\"location\":\"%s\",\"tags\":%s,\"properties\":{\"principalId\":\"%s\"}}"
          .formatted(
              facts.id(),
              facts.location().orElseThrow(),
              tags(facts),
              facts.userAssigned().iterator().next());
    }
    return "{\"id\":\"%s\",\"location\":\"%s\",\"tags\":%s%s%s}"
        .formatted(
            facts.id(),
            facts.location().orElseThrow(),
            tags(facts),
            identity(facts),
            facts
                .scaleSet()
                .map("\"properties\":{\"virtualMachineScaleSet\":{\"id\":\"%s\"}}"::formatted)
                .map(text -> "," + text)
                .orElse(""));
  }

  private static String tags(ResourceFacts facts) {
    return facts.tags().values().entrySet().stream()
        .map(tag -> quoted(tag.getKey()) + ":" + quoted(tag.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\\\"") + "\"";
  }

  private static String identity(ResourceFacts facts) {
    if (facts.systemAssigned().isEmpty() && facts.userAssigned().isEmpty()) {
      return "";
    }
    String entries =
        facts.userAssigned().stream()
            .map(ArmResourceDirectoryContractTest::entry)
            .collect(Collectors.joining(","));
    return ",\"identity\":{\"type\":\"SystemAssigned, UserAssigned\"%s,\"userAssignedIdentities\":{%s}}"
        .formatted(
            facts.systemAssigned().map(",\"principalId\":\"%s\""::formatted).orElse(""), entries);
  }

  private static String entry(PrincipalId principal) {
    return "\"%s\":{\"principalId\":\"%s\"}".formatted(Lab.identity("of-" + principal), principal);
  }
}
