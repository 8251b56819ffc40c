package io.azimuth.adapters.azure.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.fleet.GroupTraffic;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.id.ResourceId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of Resource Manager's lists of machines, and where their pages may lead. */
@Timeout(120)
class MachineListsTest {

  private static final ResourceId WEB_1 = Lab.machine("web-1");
  private static final ResourceId WEB_2 = Lab.machine("web-2");
  private static final MachineGroup MACHINES = MachineGroup.of(WEB_1).orElseThrow();
  private static final ResourceId ROBOT = Lab.identity("robot");

  private Lab lab;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    lab = new Lab();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void asksForAGroupOnceAndWithoutInstanceViews() {
    pages(page("", bare(WEB_1), bare(WEB_2)));

    assertTold(list(), WEB_1, WEB_2);
    assertThat(lab.azure.armCalls())
        .extracting(FakeAzure.Call::target)
        .containsExactly(MACHINES.path() + "?api-version=2025-04-01");
  }

  @Test
  void asksOnceForAnIdentityThatNoEntryTells() {
    pages(page("", lent(WEB_1), lent(WEB_2)));
    lab.azure.on(
        ROBOT,
        200,
        "{\"id\":\"%s\",\"properties\":{\"principalId\":\"%s\"}}"
            .formatted(ROBOT, Lab.principal(7)));

    MachineList list = list();

    assertTold(list, WEB_1, WEB_2);
    assertThat(list.find(WEB_2).orElseThrow().userAssigned()).containsExactly(Lab.principal(7));
    assertThat(lab.azure.armCalls()).hasSize(2);
  }

  @Test
  void leavesMachinesOutWhoseIdentitiesCannotBeAskedFor() {
    pages(page("", lent(WEB_1), bare(WEB_2)));
    lab.azure.on(ROBOT, 403, "");

    MachineList list = list();

    assertThat(list.machines().keySet()).containsExactly(WEB_2);
    assertThat(list.stopped()).containsInstanceOf(DirectoryAnswer.Forbidden.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"%s\",\"location\":\"<b>\"}",
        "{\"id\":\"%s\",\"identity\":{\"principalId\":\"nobody\"}}",
        "{\"id\":\"%s\",\"identity\":[]}",
        "{\"id\":\"%s\",\"properties\":{\"virtualMachineScaleSet\":{\"id\":\"set\"}}}"
      })
  void leavesOutWhatASingleReadWouldNotTake(String entry) {
    pages(page("", entry.formatted(WEB_1), bare(WEB_2)));
    lab.azure.on(WEB_1, 200, entry.formatted(WEB_1));

    MachineList list = list();

    assertThat(list.stopped()).isEmpty();
    assertTold(list, WEB_2);
    assertThat(lab.find(WEB_1)).isInstanceOf(DirectoryAnswer.Unusable.class);
  }

  @Test
  void leavesOutMachinesOfOtherGroupsAndWhatIsNone() {
    pages(
        page(
            "",
            bare(Lab.idIn("rg2", "Microsoft.Compute/virtualMachines/web-1")),
            bare(Lab.scaleSet("web-1")),
            "{\"id\":\"web-1\"}",
            "{}",
            "null",
            "7",
            bare(WEB_2)));

    assertTold(list(), WEB_2);
  }

  @Test
  void leavesOutAMachineThatTwoPagesTellDifferently() {
    pages(
        page(link(1), located(WEB_1, "westeurope"), located(WEB_2, "westeurope")),
        page(link(2), located(WEB_1, "northeurope"), located(WEB_2, "westeurope")),
        page("", located(WEB_1, "westeurope")));

    assertTold(list(), WEB_2);
  }

  @Test
  void followsNoPageToAnotherHost() throws IOException, GeneralSecurityException {
    try (FakeAzure other = lab.another()) {
      pages(page(other.address() + MACHINES.path().substring(1), bare(WEB_1)));

      assertStopped(list());
      assertThat(other.calls()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscriptions/22222222-2222-2222-2222-222222222222/providers/Microsoft.Compute/virtualMachines",
        "subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg2/providers/Microsoft.Compute/virtualMachines",
        "",
        "%zz"
      })
  void followsNoPageOfAnotherList(String path) {
    pages(page(lab.azure.address() + path, bare(WEB_1)));

    assertStopped(list());
    assertThat(lab.azure.armCalls()).hasSize(1);
  }

  @Test
  void endsAListThatIsTooLong() {
    pages(
        IntStream.range(0, GroupTraffic.MAX_PAGES + 5)
            .mapToObj(it -> page(link(it + 1), bare(Lab.machine("web-" + it))))
            .toArray(String[]::new));

    MachineList list = list();

    assertThat(list.pages()).isEqualTo(GroupTraffic.MAX_PAGES);
    assertThat(list.machines()).hasSize(GroupTraffic.MAX_PAGES);
    assertThat(list.stopped()).containsInstanceOf(DirectoryAnswer.Unusable.class);
    assertThat(lab.azure.armCalls()).hasSize(GroupTraffic.MAX_PAGES);
  }

  @Test
  void keepsThePagesBeforeAFailure() {
    pages(page(link(1), bare(WEB_1)), "{\"value\":{}}");

    assertStopped(list());
  }

  @Test
  void anEmptyGroupHasNoMachines() {
    pages("{\"value\":[],\"nextLink\":null}");

    MachineList list = list();

    assertThat(list.stopped()).isEmpty();
    assertThat(list.machines()).isEmpty();
  }

  @Test
  void saysThatAGroupIsNotThere() {
    assertThat(list().stopped()).contains(new DirectoryAnswer.Absent());
  }

  @Test
  void a404OfAnyoneElseDoesNotSaySo() {
    lab.azure.on(
        MACHINES.path(), exchange -> FakeAzure.reply(exchange, 404, "<html>by a proxy</html>"));

    assertThat(list().stopped()).containsInstanceOf(DirectoryAnswer.Down.class);
  }

  // The first page was read, and no more.
  private static void assertStopped(MachineList list) {
    assertThat(list.machines().keySet()).containsExactly(WEB_1);
    assertThat(list.pages()).isEqualTo(1);
    assertThat(list.stopped()).containsInstanceOf(DirectoryAnswer.Unusable.class);
  }

  private static void assertTold(MachineList list, ResourceId... machines) {
    assertThat(list.stopped()).isEmpty();
    assertThat(list.machines().keySet()).isEqualTo(Set.of(machines));
  }

  private MachineList list() {
    return lab.directory.list(Lab.access(), MACHINES, Lab.LONG);
  }

  private void pages(String... pages) {
    lab.azure.on(
        MACHINES.path(),
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          int at = query.indexOf("skiptoken=");
          int page = at < 0 ? 0 : Integer.parseInt(query.substring(at + 10));
          FakeAzure.reply(exchange, 200, pages[page]);
        });
  }

  private static String page(String next, String... machines) {
    return "{\"value\":[%s]%s}"
        .formatted(
            Stream.of(machines).collect(Collectors.joining(",")),
            next.isEmpty() ? "" : ",\"nextLink\":\"" + next + "\"");
  }

  // Azure writes the path of its links in letters of any case.
  private String link(int page) {
    return "%s%s?api-version=2025-04-01&$skiptoken=%d"
        .formatted(lab.azure.address(), MACHINES.path().substring(1).replace("rg1", "RG1"), page);
  }

  private static String bare(ResourceId id) {
    return "{\"id\":\"%s\"}".formatted(id);
  }

  private static String located(ResourceId id, String location) {
    return "{\"id\":\"%s\",\"location\":\"%s\"}".formatted(id, location);
  }

  private static String lent(ResourceId id) {
    return "{\"id\":\"%s\",\"identity\":{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{\"%s\":{}}}}"
        .formatted(id, ROBOT);
  }
}
