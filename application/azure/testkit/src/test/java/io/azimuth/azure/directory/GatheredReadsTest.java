package io.azimuth.azure.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.metrics.LookupMetrics;
import io.azimuth.azure.metrics.MachineListMetrics;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.fleet.MachineListOutcome;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.testkit.fake.FakeResources;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Machines that are read together: moments end and threads run when the test says so. */
class GatheredReadsTest {

  private static final Duration TTL = Duration.ofMinutes(1);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T12:00:00Z"));
  private final FakeResources azure = new FakeResources();
  private final Deque<Runnable> threads = new ArrayDeque<>();
  private final Deque<CompletableFuture<Void>> moments = new ArrayDeque<>();
  private final QueryCache<DirectoryAnswer> cache = cache();
  private boolean full;

  private QueryCache<DirectoryAnswer> cache() {
    NoMetrics metrics = new NoMetrics();
    return QueryCache.ofMachines(
        100,
        new GatheredReads(
            this::run,
            clock,
            new MachineListMetrics(metrics),
            time -> {
              assertThat(time).isEqualTo(GatheredReads.MOMENT);
              CompletableFuture<Void> moment = new CompletableFuture<>();
              moments.add(moment);
              return moment;
            }),
        clock,
        LookupMetrics.registered(metrics, LookupMetrics.Kind.RESOURCE, clock));
  }

  private void run(Runnable task) {
    if (full) {
      throw new RejectedExecutionException("full");
    }
    threads.add(task);
  }

  @BeforeEach
  void boot() {
    Stream.of("web-1", "web-2", "web-3", "web-4").forEach(name -> azure.add(facts(name)));
  }

  @Test
  void aMachineAloneIsReadByItselfAfterAMoment() {
    Awaited<CachedAnswer<DirectoryAnswer>> answer = find("web-1");
    assertThat(azure.reads()).isEmpty();
    finish();

    assertFound(answer, "web-1");
    assertThat(azure.reads()).containsExactly(machine("web-1"));
    assertThat(azure.lists()).isEmpty();
  }

  @Test
  void noThreadWaitsWhileMachinesGather() {
    find("web-1");
    find("web-2");

    assertThat(threads).isEmpty();
    assertThat(moments).hasSize(1);
  }

  @Test
  void threeMachinesOfAGroupAreReadByOneList() {
    var answers = Stream.of("web-1", "web-2", "web-3").map(this::find).toList();
    finish();

    assertFound(answers.get(0), "web-1");
    assertFound(answers.get(1), "web-2");
    assertFound(answers.get(2), "web-3");
    assertThat(azure.lists()).hasSize(1);
    assertThat(azure.reads()).isEmpty();
  }

  @Test
  void aBusyGroupIsListedForItsNextMachine() {
    readOneByOne("web-1");
    readOneByOne("web-2");
    Awaited<CachedAnswer<DirectoryAnswer>> third = find("web-3");
    finish();

    assertFound(third, "web-3");
    assertThat(azure.reads()).hasSize(2);
    assertThat(azure.lists()).hasSize(1);
  }

  @Test
  void aMachineThatTheListDoesNotHaveIsReadOnceByItself() {
    var absent = find("web-9");
    var unusable = find("web-8");
    azure.answer(machine("web-8"), new DirectoryAnswer.Unusable("strange"));
    var found = find("web-1");
    finish();

    assertFound(found, "web-1");
    assertThat(absent.join().answer()).isEqualTo(new DirectoryAnswer.Absent());
    assertThat(unusable.join().answer()).isEqualTo(new DirectoryAnswer.Unusable("strange"));
    assertThat(azure.reads()).containsExactlyInAnyOrder(machine("web-9"), machine("web-8"));
    assertThat(azure.lists()).hasSize(1);
  }

  @Test
  void aMachineThatComesALittleLaterUsesTheList() {
    list();
    clock.advance(RecentMachineLists.KEPT_FOR.minusMillis(1));

    Awaited<CachedAnswer<DirectoryAnswer>> late = find("web-4");

    assertFound(late, "web-4");
    assertThat(late.join().source()).isEqualTo(CachedAnswer.Source.CACHED);
    assertThat(azure.lists()).hasSize(1);
    assertThat(azure.reads()).isEmpty();
  }

  @Test
  void whatNobodyAskedForIsNotInTheCache() {
    list();

    assertThat(cache.needsCall(question("web-4"), Deadline.of(TTL))).isTrue();
  }

  @Test
  void aListIsForgottenAfterSeconds() {
    list();
    clock.advance(RecentMachineLists.KEPT_FOR);

    Awaited<CachedAnswer<DirectoryAnswer>> late = find("web-4");
    finish();

    assertFound(late, "web-4");
    assertThat(azure.reads()).containsExactly(machine("web-4"));
  }

  @Test
  void noListIsUsedLongerThanTheMountKeepsFacts() {
    list();
    clock.advance(Duration.ofSeconds(5));

    find("web-4", Duration.ofSeconds(5));
    finish();

    assertThat(azure.lists()).hasSize(2);
  }

  @Test
  void withoutACacheNoEarlierListIsUsed() {
    list();

    find("web-4", Duration.ZERO);
    finish();

    assertThat(azure.lists()).hasSize(2);
  }

  @Test
  void noRefusalRestsOnAnEarlierList() {
    list();
    Deadline login = Deadline.of(TTL);
    assertThat(cache.find(question("web-4"), login).join().source())
        .isEqualTo(CachedAnswer.Source.CACHED);
    azure.remove(machine("web-4"));

    var again = cache.findAgain(question("web-4"), login);
    finish();

    assertThat(again.join().answer()).isEqualTo(new DirectoryAnswer.Absent());
    assertThat(again.join().source()).isEqualTo(CachedAnswer.Source.ASKED);
  }

  @Test
  void whoComesWhileAListIsUnderWaySharesIt() {
    Stream.of("web-1", "web-2", "web-3").forEach(this::find);
    endMoments();
    Runnable list = threads.remove();
    Awaited<CachedAnswer<DirectoryAnswer>> late = find("web-4");
    assertThat(moments).isEmpty();

    list.run();

    assertFound(late, "web-4");
    assertThat(azure.lists()).hasSize(1);
    assertThat(azure.reads()).isEmpty();
  }

  @Test
  void whoComesWhileAListIsUnderWayAndIsNotInItGathersAgain() {
    Stream.of("web-1", "web-2", "web-3").forEach(this::find);
    endMoments();
    Awaited<CachedAnswer<DirectoryAnswer>> late = find("web-9");
    azure.add(facts("web-9"));
    finish();

    assertFound(late, "web-9");
  }

  @Test
  void machinesOfOtherGroupsAndMountsAreReadApart() {
    find("web-1");
    find("web-2");
    var other = machine("rg-other", "web-3");
    azure.add(facts(other));
    cache.find(question(access("mount"), other, TTL), Deadline.of(TTL));
    cache.find(question(access("another"), machine("web-3"), TTL), Deadline.of(TTL));
    finish();

    assertThat(azure.lists()).isEmpty();
    assertThat(azure.reads()).hasSize(4);
  }

  static Stream<DirectoryAnswer> refusals() {
    return Stream.of(new DirectoryAnswer.Forbidden(), new DirectoryAnswer.Absent());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whereListsAreRefusedMachinesAreReadOneByOneForAWhile(DirectoryAnswer refusal) {
    azure.stopLists(refusal);

    list();
    assertThat(azure.reads()).hasSize(3);
    Awaited<CachedAnswer<DirectoryAnswer>> next = find("web-4");
    assertThat(moments).isEmpty();
    finish();

    assertFound(next, "web-4");
    assertThat(azure.lists()).hasSize(1);
    clock.advance(MachineListOutcome.FORBIDDEN.pause());
    list();
    assertThat(azure.lists()).hasSize(2);
  }

  static Stream<DirectoryAnswer> failures() {
    return Stream.of(new DirectoryAnswer.Down("down"), new DirectoryAnswer.Unusable("a page"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aListThatFailsIsMadeAgainAndNoMachineIsReadMeanwhile(DirectoryAnswer failure) {
    azure.stopLists(failure);
    var first = Stream.of("web-1", "web-2", "web-3").map(this::find).toList();
    finish();
    assertThat(first).allSatisfy(answer -> assertIsToWait(answer, Duration.ofSeconds(1)));
    clock.advance(Duration.ofMillis(400));
    assertIsToWait(find("web-4"), Duration.ofMillis(600));
    assertThat(moments).isEmpty();

    azure.stopLists(new DirectoryAnswer.Down("again"));
    clock.advance(Duration.ofMillis(600));
    var second = Stream.of("web-1", "web-2", "web-3").map(this::find).toList();
    finish();
    assertThat(second).allSatisfy(answer -> assertIsToWait(answer, Duration.ofSeconds(2)));

    azure.resumeLists();
    clock.advance(Duration.ofSeconds(2));
    var third = Stream.of("web-1", "web-2", "web-3").map(this::find).toList();
    finish();
    assertFound(third.get(0), "web-1");
    assertThat(azure.lists()).hasSize(3);
    assertThat(azure.reads()).isEmpty();
  }

  @Test
  void afterThreeListsThatFailedMachinesAreReadOneByOneForAMinute() {
    failLists();

    assertThat(azure.lists()).hasSize(3);
    assertThat(azure.reads()).hasSize(3);
    Awaited<CachedAnswer<DirectoryAnswer>> next = find("web-4");
    assertThat(moments).isEmpty();
    finish();

    assertFound(next, "web-4");
    azure.resumeLists();
    clock.advance(MachineListOutcome.FAILED.pause());
    list();
    assertThat(azure.lists()).hasSize(4);
  }

  @Test
  void whoSharesAListThatFailsWaitsAsTheOthers() {
    azure.stopLists(new DirectoryAnswer.Down("down"));
    Stream.of("web-1", "web-2", "web-3").forEach(this::find);
    endMoments();
    Runnable list = threads.remove();
    Awaited<CachedAnswer<DirectoryAnswer>> late = find("web-4");

    list.run();

    assertIsToWait(late, Duration.ofSeconds(1));
  }

  @Test
  void whoDoesNotWaitForTheNextListIsReadByItself() {
    azure.stopLists(new DirectoryAnswer.Down("down"));
    list();

    Awaited<CachedAnswer<DirectoryAnswer>> alone = findAlone("web-1");
    finish();

    assertFound(alone, "web-1");
    assertThat(azure.lists()).hasSize(1);
    assertThat(azure.reads()).containsExactly(machine("web-1"));
  }

  @Test
  void whatAListToldDoesNotAnswerAQuestionForTheMachineAlone() {
    var listed = Stream.of("web-1", "web-2", "web-3").map(this::find).toList();
    finish();
    assertThat(listed.get(0).join().listed()).isTrue();

    Awaited<CachedAnswer<DirectoryAnswer>> alone = findAlone("web-1");
    finish();

    assertFound(alone, "web-1");
    assertThat(alone.join().listed()).isFalse();
    assertThat(azure.reads()).containsExactly(machine("web-1"));
    findAlone("web-1");
    find("web-1");
    assertThat(threads).as("the answer is kept for both questions").isEmpty();
  }

  @Test
  void aQuestionForAMachineAloneIsACallOfItsOwn() {
    list();

    assertThat(cache.call(question("web-1").alone()))
        .isNotEqualTo(cache.call(question("web-2").alone()));
  }

  @Test
  void staleFactsOfAListDoNotAnswerAQuestionForTheMachineAlone() {
    ResourceFactsQuery stale =
        new ResourceFactsQuery(azure, access("mount"), machine("web-1"), TTL, TTL);
    Stream.of("web-2", "web-3").forEach(this::find);
    cache.find(stale, Deadline.of(TTL));
    finish();
    azure.answer(machine("web-1"), new DirectoryAnswer.Down("down"));
    clock.advance(TTL);

    var alone = cache.find(stale.alone(), Deadline.of(TTL));
    finish();

    assertThat(alone.join().answer()).isEqualTo(new DirectoryAnswer.Down("down"));
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "15, 5", "18, 6", "24, 8", "60, 8"})
  void aListMayTakeAThirdOfTheTimeThatLoginsWait(int patience, int limit) {
    List<Duration> limits = new ArrayList<>();
    ResourceDirectory measured =
        new Listing() {
          @Override
          public MachineList list(DirectoryAccess access, MachineGroup group, Duration time) {
            limits.add(time);
            return azure.list(access, group, time);
          }
        };
    Stream.of("web-1", "web-2", "web-3")
        .map(name -> new ResourceFactsQuery(measured, access("mount"), machine(name), TTL, TTL))
        .forEach(
            asked -> cache.find(asked.waiting(Duration.ofSeconds(patience)), Deadline.of(TTL)));
    finish();

    assertThat(limits).containsExactly(Duration.ofSeconds(limit));
  }

  @Test
  void whenListsAreThrottledOneMachineTellsWhetherReadsAreToo() {
    azure.stopLists(new DirectoryAnswer.Throttled(Duration.ofSeconds(30)));
    azure.answer(machine("web-1"), new DirectoryAnswer.Throttled(Duration.ofSeconds(20)));

    var answers = Stream.of("web-1", "web-2", "web-3").map(this::find).toList();
    finish();

    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(answer.join().answer())
                    .isEqualTo(new DirectoryAnswer.Throttled(Duration.ofSeconds(20))));
    assertThat(azure.reads()).containsExactly(machine("web-1"));
  }

  @Test
  void whenOnlyListsAreThrottledMachinesAreReadOneByOne() {
    azure.stopLists(new DirectoryAnswer.Throttled(Duration.ofSeconds(30)));

    var answers = Stream.of("web-1", "web-2", "web-3").map(this::find).toList();
    finish();

    assertFound(answers.get(2), "web-3");
    assertThat(azure.reads()).hasSize(3);
    list();
    assertThat(azure.lists()).hasSize(1);
  }

  @Test
  void machinesOfAGroupThatMayBeListedAreOneCall() {
    list();

    assertThat(cache.call(question("web-1"))).isEqualTo(cache.call(question("web-9")));
    assertThat(cache.call(question(access("another"), machine("web-1"), TTL)))
        .isNotEqualTo(cache.call(question("web-1")));
  }

  @Test
  void machinesOfAGroupThatMayNotBeListedAreACallEach() {
    azure.stopLists(new DirectoryAnswer.Forbidden());
    list();

    assertThat(cache.call(question("web-1"))).isNotEqualTo(cache.call(question("web-2")));
    clock.advance(MachineListOutcome.FORBIDDEN.pause());
    assertThat(cache.call(question("web-1"))).isEqualTo(cache.call(question("web-2")));
  }

  @Test
  void whatAListToldBeforeItEndedIsUsed() {
    ResourceDirectory half =
        new Listing() {
          @Override
          public MachineList list(DirectoryAccess access, MachineGroup group, Duration limit) {
            return new MachineList(
                Map.of(machine("web-1"), facts("web-1")),
                20,
                Optional.of(new DirectoryAnswer.Unusable("too long")));
          }
        };
    var answers =
        Stream.of("web-1", "web-2", "web-3").map(name -> find(half, machine(name))).toList();
    finish();

    assertFound(answers.get(0), "web-1");
    assertFound(answers.get(2), "web-3");
    assertThat(azure.reads()).containsExactly(machine("web-2"), machine("web-3"));
  }

  @Test
  void aListThatBreaksHoldsNobodyUp() {
    ResourceDirectory broken =
        new Listing() {
          @Override
          public MachineList list(DirectoryAccess access, MachineGroup group, Duration limit) {
            throw new IllegalStateException("broken");
          }
        };
    var answers =
        Stream.of("web-1", "web-2", "web-3").map(name -> find(broken, machine(name))).toList();
    finish();

    assertThat(answers).allSatisfy(answer -> assertIsToWait(answer, Duration.ofSeconds(1)));
  }

  @Test
  void aDirectoryThatCannotListIsAskedAtOnce() {
    Awaited<CachedAnswer<DirectoryAnswer>> answer =
        find((access, id, limit) -> azure.find(access, id, limit), machine("web-1"));
    assertThat(moments).isEmpty();
    finish();

    assertFound(answer, "web-1");
  }

  @Test
  void otherResourcesAreReadAtOnce() {
    ResourceId site =
        ResourceId.parse(
                "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web"
                    + "/providers/Microsoft.Web/sites/shop")
            .orElseThrow();
    find(azure, site);

    assertThat(moments).isEmpty();
    assertThat(threads).hasSize(1);
  }

  @Test
  void withoutAThreadForTheListAllAreAnswered() {
    var answers = Stream.of("web-1", "web-2", "web-3").map(this::find).toList();
    full = true;
    endMoments();

    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(answer.join().answer())
                    .isEqualTo(new DirectoryAnswer.Down("too many questions wait for a thread")));
    full = false;
    clock.advance(Duration.ofSeconds(2));
    list();
    assertThat(azure.lists()).hasSize(1);
  }

  private abstract class Listing implements ResourceDirectory {

    @Override
    public DirectoryAnswer find(DirectoryAccess access, ResourceId id, Duration limit) {
      return azure.find(access, id, limit);
    }

    @Override
    public boolean canList() {
      return true;
    }
  }

  private void list() {
    Stream.of("web-1", "web-2", "web-3").forEach(this::find);
    finish();
  }

  private void failLists() {
    azure.stopLists(new DirectoryAnswer.Down("down"));
    list();
    clock.advance(Duration.ofSeconds(1));
    list();
    clock.advance(Duration.ofSeconds(2));
    list();
  }

  private static void assertIsToWait(Awaited<CachedAnswer<DirectoryAnswer>> answer, Duration time) {
    assertThat(answer.join().answer()).isEqualTo(new DirectoryAnswer.Throttled(time));
    assertThat(answer.join().listed()).isTrue();
  }

  private Awaited<CachedAnswer<DirectoryAnswer>> findAlone(String name) {
    return cache.find(question(name).alone(), Deadline.of(TTL));
  }

  private void readOneByOne(String name) {
    find(name);
    finish();
  }

  private void endMoments() {
    while (!moments.isEmpty()) {
      moments.remove().complete(null);
    }
  }

  private void finish() {
    while (!moments.isEmpty() || !threads.isEmpty()) {
      endMoments();
      while (!threads.isEmpty()) {
        threads.remove().run();
      }
    }
  }

  private static void assertFound(Awaited<CachedAnswer<DirectoryAnswer>> answer, String name) {
    assertThat(answer.join().answer()).isEqualTo(new DirectoryAnswer.Found(facts(name)));
  }

  private Awaited<CachedAnswer<DirectoryAnswer>> find(String name) {
    return find(name, TTL);
  }

  private Awaited<CachedAnswer<DirectoryAnswer>> find(String name, Duration keepFor) {
    return cache.find(question(access("mount"), machine(name), keepFor), Deadline.of(TTL));
  }

  private Awaited<CachedAnswer<DirectoryAnswer>> find(ResourceDirectory directory, ResourceId id) {
    return cache.find(
        new ResourceFactsQuery(directory, access("mount"), id, TTL, Duration.ZERO),
        Deadline.of(TTL));
  }

  private ResourceFactsQuery question(String name) {
    return question(access("mount"), machine(name), TTL);
  }

  private ResourceFactsQuery question(DirectoryAccess access, ResourceId id, Duration keepFor) {
    return new ResourceFactsQuery(azure, access, id, keepFor, Duration.ZERO);
  }

  private static DirectoryAccess access(String mount) {
    return new DirectoryAccess(
        mount,
        1,
        "cloud",
        "tenant",
        new ServerCredential.ManagedIdentity(Optional.empty()),
        new DirectoryAccess.Retries(0, Duration.ZERO, Duration.ZERO),
        DirectoryAccess.CallLog.NONE);
  }

  private static ResourceFacts facts(String name) {
    return facts(machine(name));
  }

  private static ResourceFacts facts(ResourceId id) {
    return new ResourceFacts(
        id, Location.parse("westeurope"), Optional.empty(), Set.of(), Optional.empty());
  }

  private static ResourceId machine(String name) {
    return machine("rg-web", name);
  }

  private static ResourceId machine(String group, String name) {
    return ResourceId.parse(
            "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/"
                + group
                + "/providers/Microsoft.Compute/virtualMachines/"
                + name)
        .orElseThrow();
  }
}
