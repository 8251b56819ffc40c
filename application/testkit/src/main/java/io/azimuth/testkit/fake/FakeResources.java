package io.azimuth.testkit.fake;

import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.port.SubscriptionList;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.Grants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A directory of the resources that a test adds; counts how often it was asked. */
public final class FakeResources implements ResourceDirectory {

  private final Map<ResourceId, Function<Duration, DirectoryAnswer>> answers = new HashMap<>();
  private final List<ResourceId> reads = new ArrayList<>();
  private final List<MachineGroup> lists = new ArrayList<>();
  private final Map<AzureScope, AzureAnswer<Grants>> rights = new HashMap<>();
  private Optional<AzureAnswer<SubscriptionList>> subscriptions = Optional.empty();
  private Optional<DirectoryAnswer> stopped = Optional.empty();
  private volatile boolean listing = true;

  /** Adds the resource, in the place of what was answered for it. */
  public synchronized void add(ResourceFacts facts) {
    answer(facts.id(), new DirectoryAnswer.Found(facts));
  }

  /** Answers questions for the resource so; lists have it only if it is found. */
  public synchronized void answer(ResourceId id, DirectoryAnswer answer) {
    answer(id, limit -> answer);
  }

  /** The same with an answer that takes time: at most the limit that it is given. */
  public synchronized void answer(ResourceId id, Function<Duration, DirectoryAnswer> answer) {
    answers.put(id, answer);
  }

  /** Removes the resource. */
  public synchronized void remove(ResourceId id) {
    answers.remove(id);
  }

  /** From now on lists return nothing, for that reason. */
  public synchronized void stopLists(DirectoryAnswer why) {
    stopped = Optional.of(why);
  }

  /** From now on lists return the machines again. */
  public synchronized void resumeLists() {
    stopped = Optional.empty();
  }

  /** From now on the server may do this there and within; elsewhere it may do nothing. */
  public synchronized void allow(AzureScope place, AzureAnswer<Grants> what) {
    rights.put(place, what);
  }

  /** From now on the list of subscriptions is this, and not those with a right. */
  public synchronized void listSubscriptions(AzureAnswer<SubscriptionList> answer) {
    subscriptions = Optional.of(answer);
  }

  /** The resources that were read one by one, in this order. */
  public synchronized List<ResourceId> reads() {
    return List.copyOf(reads);
  }

  /** The groups that were listed, in this order. */
  public synchronized List<MachineGroup> lists() {
    return List.copyOf(lists);
  }

  @Override
  public synchronized DirectoryAnswer find(DirectoryAccess access, ResourceId id, Duration limit) {
    reads.add(id);
    return answers.getOrDefault(id, time -> new DirectoryAnswer.Absent()).apply(limit);
  }

  @Override
  public synchronized AzureAnswer<Grants> rights(
      DirectoryAccess access, AzureScope place, Duration limit) {
    return rights.entrySet().stream()
        .filter(entry -> entry.getKey().includes(place))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElseGet(() -> new AzureAnswer.Done<>(new Grants(List.of())));
  }

  @Override
  public synchronized AzureAnswer<SubscriptionList> subscriptions(
      DirectoryAccess access, Duration limit) {
    return subscriptions.orElseGet(
        () ->
            new AzureAnswer.Done<>(
                new SubscriptionList(
                    rights.keySet().stream().map(AzureScope::subscription).distinct().toList(),
                    true)));
  }

  /** Whether machines of a group are listed together; a login waits a moment for others then. */
  public void listing(boolean whether) {
    listing = whether;
  }

  @Override
  public boolean canList() {
    return listing;
  }

  @Override
  public synchronized MachineList list(DirectoryAccess access, MachineGroup group, Duration limit) {
    lists.add(group);
    return stopped
        .map(MachineList::none)
        .orElseGet(() -> new MachineList(machines(group), 1, Optional.empty()));
  }

  private Map<ResourceId, ResourceFacts> machines(MachineGroup group) {
    return answers.values().stream()
        .map(answer -> answer.apply(Duration.ZERO))
        .filter(DirectoryAnswer.Found.class::isInstance)
        .map(answer -> ((DirectoryAnswer.Found) answer).facts())
        .filter(facts -> group.contains(facts.id()))
        .collect(Collectors.toMap(ResourceFacts::id, facts -> facts));
  }
}
