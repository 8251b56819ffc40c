package io.azimuth.adapters.azure.arm;

import io.azimuth.adapters.azure.call.FakeAzure;
import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.testkit.contract.ResourceDirectoryContract;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class ArmResourceDirectoryContractTest extends ResourceDirectoryContract {

  private static final Pattern SKIP = Pattern.compile("skiptoken=([0-9]+)");

  private final Map<MachineGroup, List<String>> lists = new HashMap<>();
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
    MachineGroup.of(facts.id()).ifPresent(group -> holds(group, facts));
  }

  // One machine a page.
  private void holds(MachineGroup group, ResourceFacts facts) {
    List<String> pages = lists.computeIfAbsent(group, it -> new ArrayList<>());
    pages.add(json(facts));
    lab.azure.on(
        group.path(),
        exchange -> {
          Matcher skip = SKIP.matcher(exchange.getRequestURI().getQuery());
          int page = skip.find() ? Integer.parseInt(skip.group(1)) : 0;
          String next =
              page + 1 == pages.size()
                  ? ""
                  : ",\"nextLink\":\"%s%s?api-version=2025-04-01&$skiptoken=%d\""
                      .formatted(lab.azure.address(), group.path().substring(1), page + 1);
          FakeAzure.reply(exchange, 200, "{\"value\":[%s]%s}".formatted(pages.get(page), next));
        });
  }

  @Override
  protected void troubles(MachineGroup group, Trouble trouble) {
    troubles(group.path(), trouble);
  }

  @Override
  protected void troubles(ResourceId id, Trouble trouble) {
    troubles(id.text(), trouble);
  }

  private void troubles(String id, Trouble trouble) {
    switch (trouble) {
      case FORBIDDEN -> answers(id, 403, "{\"error\":{\"code\":\"AuthorizationFailed\"}}");
      case FAILING -> answers(id, 500, "");
      case GARBAGE -> answers(id, 200, "<html>");
      case ANOTHER_RESOURCE -> answers(id, 200, "{\"id\":\"" + MACHINE + "\"}");
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

  private void answers(String path, int status, String body) {
    lab.azure.on(path, exchange -> FakeAzure.reply(exchange, status, body));
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
            properties(facts));
  }

  private static String properties(ResourceFacts facts) {
    return Stream.concat(
            facts.scaleSet().map("\"virtualMachineScaleSet\":{\"id\":\"%s\"}"::formatted).stream(),
            facts.vmId().map("\"vmId\":\"%s\""::formatted).stream())
        .collect(Collectors.joining(",", ",\"properties\":{", "}"));
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
