package io.azimuth.adapters.azure.session;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.fleet.GroupTraffic;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.text.AsciiCase;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The pages of a list of machines as they arrive, each machine read as strictly as one that was
 * asked for by itself. One that cannot be read, or that two pages describe differently, is left
 * out: it has to be asked for. Safe for use by many threads.
 */
public final class MachineListing {

  private final MachineGroup group;
  private final Map<ResourceId, ArmResource> machines = new HashMap<>();
  private final Set<ResourceId> unclear = new HashSet<>();
  private int pages;

  public MachineListing(MachineGroup group) {
    this.group = group;
  }

  MachineGroup group() {
    return group;
  }

  /**
   * Adds a page.
   *
   * @return the address of the next one, if there is one
   * @throws UnusableAnswerException when it is no page, or the list has too many
   */
  synchronized Optional<String> add(JsonNode page) {
    JsonNode value = page.path("value");
    if (!value.isArray()) {
      throw new UnusableAnswerException("the answer lists no machines");
    }
    pages++;
    value.forEach(this::addMachine);
    Optional<String> next = next(page);
    if (next.isPresent()
        && (pages == GroupTraffic.MAX_PAGES || machines.size() > MachineList.MAX_MACHINES)) {
      throw new UnusableAnswerException("the list of machines is too long");
    }
    return next;
  }

  /** The identities whose principals no entry held. */
  synchronized Set<ResourceId> untold() {
    return machines.values().stream()
        .flatMap(machine -> machine.untold().stream())
        .collect(Collectors.toSet());
  }

  /** Adds the principals of identities that no entry held. */
  synchronized void tell(Map<ResourceId, Set<PrincipalId>> principals) {
    machines.replaceAll((id, machine) -> machine.told(principals));
  }

  /** What was read, and what ended it before the last page. */
  public synchronized MachineList told(Optional<DirectoryAnswer> stopped) {
    Map<ResourceId, ResourceFacts> facts = new HashMap<>();
    machines.forEach(
        (id, machine) -> {
          if (machine.untold().isEmpty()) {
            facts.put(id, machine.facts());
          }
        });
    return new MachineList(facts, pages, stopped);
  }

  private void addMachine(JsonNode entry) {
    Optional<ResourceId> id = ResourceId.parse(entry.path("id").asText()).filter(group::contains);
    id.ifPresent(it -> read(it, entry).ifPresentOrElse(m -> put(it, m), () -> leaveOut(it)));
  }

  private void put(ResourceId id, ArmResource machine) {
    ArmResource before = machines.get(id);
    if (unclear.contains(id) || (before != null && !before.equals(machine))) {
      leaveOut(id);
      return;
    }
    machines.put(id, machine);
  }

  private void leaveOut(ResourceId id) {
    unclear.add(id);
    machines.remove(id);
  }

  private static Optional<ArmResource> read(ResourceId id, JsonNode entry) {
    try (JsonReader reader = JsonProviders.createReader(entry.toString())) {
      return Optional.of(ArmResource.read(id, GenericResourceInner.fromJson(reader)));
    } catch (IOException | RuntimeException e) { // the SDK throws any, also for a wrong type
      return Optional.empty();
    }
  }

  // The host is the business of the pipeline.
  private Optional<String> next(JsonNode page) {
    JsonNode next = page.path("nextLink");
    if (next.isMissingNode() || next.isNull() || next.asText().isEmpty()) {
      return Optional.empty();
    }
    try {
      URI address = URI.create(next.asText());
      if (address.getPath() != null && AsciiCase.equal(address.getPath(), group.path())) {
        return Optional.of(address.toURL().toString());
      }
    } catch (IllegalArgumentException | IOException e) {
      throw new UnusableAnswerException("the next page has no address");
    }
    throw new UnusableAnswerException("the next page is of another list");
  }
}
