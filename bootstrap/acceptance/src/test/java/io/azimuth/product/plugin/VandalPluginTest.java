package io.azimuth.product.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.server.StartupException;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import io.azimuth.product.server.TestingServerBuilder;
import io.azimuth.testkit.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A plugin that does what it can against its server takes down its mounts at most. What it reaches
 * all the same is in docs/explain/plugins.md.
 */
@Tag("slow")
@Tag("javac")
class VandalPluginTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Executor EACH_ITS_THREAD = task -> new Thread(task).start();

  @TempDir private static Path directory;
  @TempDir private static Path scratch;
  private static TestingServer server;

  @BeforeAll
  static void start() throws Exception {
    PluginBuild.vandal(directory.resolve("plugins"), scratch);
    PluginBuild.prowler(directory.resolve("plugins"), scratch);
    server = builder(directory, "").start();
    server.root().write("sys/auth/vandal", Map.of("type", "vandal"));
    server.root().write("sys/auth/vandal2", Map.of("type", "vandal"));
    server.root().write("sys/auth/prowler", Map.of("type", "prowler"));
    server.root().write("sys/mounts/secret", Map.of("type", "kv"));
  }

  private static TestingServerBuilder builder(Path directory, String hang) {
    return TestingServer.in(directory)
        .config("plugin_directory = \"plugins\"")
        .config(
            "plugin \"vandal\" {\n  release = \"%s\"\n%s\n}"
                .formatted(directory.resolve("release"), hang));
  }

  @AfterEach
  void release() throws Exception {
    Files.createFile(directory.resolve("release"));
    try {
      Waiting.until(
          SOON,
          () ->
              figure("azimuth_plugin_threads_stuck") == 0
                  && figure("azimuth_plugin_tasks_running") == 0
                  && figure("azimuth_plugin_tasks_waiting") == 0);
      Waiting.until(SOON, () -> post("vandal", "do", "nothing").status() == 200);
    } finally {
      Files.delete(directory.resolve("release"));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Reply post(String mount, String path, String name) {
    return server.anonymous().post("auth/" + mount + "/" + path, Map.of("name", name));
  }

  private static String reached(String what) {
    Reply reply = post("vandal", "reach", what);
    assertThat(reply.status()).as("%s", reply).isEqualTo(200);
    return reply.data().path("result").asText();
  }

  private static String done(String what) {
    return post("vandal", "do", what).data().path("result").asText();
  }

  private static int figure(String name) {
    return (int) figure(name, "{kind=\"auth\",type=\"vandal\"}");
  }

  private static int ofStrangers(String name) {
    return (int) figure(name, "{callers=\"strangers\",kind=\"auth\",type=\"vandal\"}");
  }

  private static double figure(String name, String labels) {
    return server
        .root()
        .get("sys/metrics?format=prometheus")
        .text()
        .lines()
        .filter(line -> line.startsWith(name + labels + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(-1);
  }

  private static void assertOthersAreServed() {
    assertThat(server.anonymous().get("sys/health").status()).isEqualTo(200);
    assertThat(server.root().write("secret/note", Map.of("a", "b")).status()).isEqualTo(204);
    assertThat(post("prowler", "class", "java.lang.String").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runtime",
        "error",
        "initializer",
        "deep",
        "checked",
        "throwable",
        "death",
        "nasty",
        "download",
        "cause",
        "suppressed",
        "machine",
        "internal",
        "forged",
        "leased",
        "leasing",
        "wrapped",
        "notes",
        "no-number",
        "no-json",
        "stack",
        "deep-answer",
        "deep-notes",
        "deep-refusal",
        "long-refusal",
        "long-answer",
        "not-found-deep",
        "raw-auth",
        "raw-capital-auth",
        "raw-wrap",
        "actions"
      })
  void whateverItThrowsIsOneAnswer(String what) {
    Reply reply = post("vandal", "throw", what);

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.errors()).containsExactly("internal error");
    assertThat(post("vandal", "throw", "nothing").status()).isEqualTo(200);
    assertThat(server.log()).contains("the auth method \"vandal\" (vandal.jar)");
  }

  private static String robbed(String what) {
    Reply reply = post("vandal", "rob", what);
    assertThat(reply.status()).as("%s", reply).isEqualTo(200);
    return reply.data().path("result").asText();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "core/seal", "/sys/x", "a\0b"})
  void pathsLeadToNoRecordOfAnotherMount(String path) {
    assertThat(robbed("put:" + path)).isEqualTo("staged");

    assertThat(robbed("get:" + path)).isEqualTo("found");
    assertThat(post("vandal2", "rob", "get:" + path).data().path("result").asText())
        .isEqualTo("none");
    assertOthersAreServed();
    assertThat(server.anonymous().get("sys/seal-status").body().path("sealed").asBoolean(true))
        .isFalse();
  }

  @Test
  void pathsHaveALength() {
    assertThat(post("vandal", "rob", "put:").status()).isEqualTo(400);
    assertThat(post("vandal", "rob", "put:" + "x".repeat(513)).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"resources, null null", "attach, IOException"})
  void whatItFindsOfTheServerIsNothing(String what, String found) {
    assertThat(robbed(what)).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"many-records", "large-record"})
  void aTransactionHasRoomForSoMuch(String what) {
    assertThat(post("vandal", "rob", what).status()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"root", "ROOT", " root", "root\t", "Root ", "response-wrapping", "control-group"})
  void itGrantsNoPolicyOfTheServer(String policy) {
    Reply reply = post("vandal", "grant", policy);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.clientToken()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"root\0", "*", "a*", "a\nb"})
  void itGrantsNoPolicyThatThereCannotBe(String policy) {
    assertThat(post("vandal", "grant", policy).status()).isEqualTo(500);
    assertThat(post("vandal", "grant", "default").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "caller", "valid", "wrapping", "known"})
  void itSeesNoTokenAndNoHeader(String access) {
    assertThat(server.root().get("auth/vandal/seen/" + access).data().path("result").asText())
        .isEqualTo("false {}");
  }

  @Test
  void linesInItsSentencesStayInTheText() {
    Reply warned = post("vandal", "rob", "lines-in-warnings");
    assertThat(warned.status()).isEqualTo(200);
    assertThat(warned.header("Set-Cookie")).isEmpty();
    assertThat(warned.text()).contains("a\\r\\nSet-Cookie: a=b\\r\\n\\r\\n<script>");
    Reply refused = post("vandal", "rob", "lines-in-a-refusal");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("Set-Cookie")).isEmpty();
    assertThat(refused.errors()).containsExactly("a\r\nSet-Cookie: a=b\r\n\r\n");
  }

  @Test
  void itsNotesReplaceNothingInTheAuditLog() {
    server
        .root()
        .write("sys/audit/file", Map.of("type", "file", "options", Map.of("file_path", "a.log")));
    try {
      assertThat(robbed("notes")).isEqualTo("noted");
      assertThat(post("vandal", "throw", "deep-answer").status()).isEqualTo(500);
    } finally {
      server.root().delete("sys/audit/file");
    }
    String log = server.auditLog();
    assertThat(log.lines().filter(line -> !line.startsWith("{") || !line.endsWith("}"))).isEmpty();
    assertThat(log.lines().filter(line -> line.contains("auth/vandal/rob"))).hasSize(2);
  }

  @Test
  void handlersThatHangAreAnsweredInTimeAndKeepTheirThreadsAlone() {
    List<CompletableFuture<Reply>> hanging = new ArrayList<>();
    int most = ofStrangers("azimuth_plugin_threads_max");
    for (int i = 0; i < most; i++) {
      hanging.add(server.anonymous().sendLater("POST", "auth/vandal/hang", "{}"));
    }
    Waiting.until(SOON, () -> ofStrangers("azimuth_plugin_threads_busy") == most);
    assertThat(server.root().post("auth/vandal/known", Map.of()).status()).isEqualTo(200);
    assertThat(post("vandal2", "do", "nothing").errors())
        .as("after its turn in line")
        .containsExactly("too many requests to the plugin vandal, try again");
    assertOthersAreServed();

    for (CompletableFuture<Reply> one : hanging) {
      Reply reply = one.join();
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.errors())
          .containsExactly("the plugin vandal does not answer in time, try again");
      assertThat(reply.header("Retry-After")).contains("1");
    }
    assertThat(figure("azimuth_plugin_threads_stuck")).isEqualTo(most);
    assertThat(post("vandal", "do", "nothing").status()).isEqualTo(503);
    assertOthersAreServed();
    assertThat(server.log())
        .contains(
            "does not return from the handler of WRITE hang", "at vandal.jar//vandal.Hang.now");
  }

  @Test
  void sixteenClientsAtOnceAreServed() {
    List<CompletableFuture<Set<Integer>>> clients = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String path = i % 4 == 0 ? "known" : "known/" + i;
      clients.add(CompletableFuture.supplyAsync(() -> statuses(path), EACH_ITS_THREAD));
    }
    clients.add(CompletableFuture.supplyAsync(this::statusesOfOthers, EACH_ITS_THREAD));

    assertThat(clients).allSatisfy(one -> assertThat(one.join()).containsExactly(200));
    assertThat(figure("azimuth_plugin_threads_stuck")).isZero();
  }

  private static Set<Integer> statuses(String path) {
    Set<Integer> all = new TreeSet<>();
    for (int i = 0; i < 25; i++) {
      all.add(server.root().post("auth/vandal/" + path, Map.of()).status());
    }
    return all;
  }

  private Set<Integer> statusesOfOthers() {
    Set<Integer> all = new TreeSet<>();
    for (int i = 0; i < 50; i++) {
      all.add(server.root().get("sys/mounts").status());
    }
    return all;
  }

  @Test
  void aStrangerWhoseInputItCannotBearLocksNobodyOut() {
    for (int i = 0; i < 10; i++) {
      assertThat(post("vandal2", "throw", "runtime").status()).isEqualTo(500);
    }

    assertThat(post("vandal2", "throw", "nothing").status()).isEqualTo(200);
    assertThat(figure("azimuth_plugin_circuits_open")).isZero();
  }

  @Test
  void aMountAtWhichItIsLateAgainAndAgainIsRefusedForAWhile() {
    List<CompletableFuture<Reply>> late = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      late.add(server.anonymous().sendLater("POST", "auth/vandal2/doze", "{}"));
    }
    assertThat(late).allSatisfy(one -> assertThat(one.join().status()).isEqualTo(503));

    Reply refused = post("vandal2", "throw", "nothing");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.errors())
        .containsExactly("the plugin vandal is too slow at this mount, try again later");
    assertThat(refused.header("Retry-After")).contains("5");
    assertThat(figure("azimuth_plugin_circuits_open")).isEqualTo(1);
    assertThat(post("vandal", "throw", "nothing").status()).isEqualTo(200);
    Waiting.until(SOON, () -> post("vandal2", "throw", "nothing").status() == 200);
    assertThat(figure("azimuth_plugin_circuits_open")).isZero();
  }

  @Test
  void tasksThatNeverEndLeaveTheServersThreadsToOthers() {
    assertThat(post("vandal", "do", "tasks").status()).isEqualTo(200);

    assertThat(post("vandal", "do", "tasks").status()).as("without room").isEqualTo(500);
    Waiting.until(SOON, () -> figure("azimuth_plugin_tasks_running") == 8);
    // Up to 8 tasks of the tests before may have ended meanwhile and left their threads to these.
    assertThat(figure("azimuth_plugin_tasks_waiting")).isBetween(248, 256);
    assertThat(figure("azimuth_pool_threads_busy", "{pool=\"fetch\"}")).isZero();
    assertOthersAreServed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"settled", "sent"})
  void actionsThatNeverEndHoldUpNoAnswer(String when) {
    for (int i = 0; i < 20; i++) {
      assertThat(post("vandal", "do", when).status()).isEqualTo(200);
    }
    assertOthersAreServed();
  }

  @Test
  void aCallThatWasGivenUpCannotBeUsed() {
    assertThat(post("vandal", "do", "keep").status()).isEqualTo(503);

    assertThat(post("vandal", "do", "kept").data().path("result").asText())
        .isEqualTo("the call has ended");
    assertThat(post("vandal", "do", "kept-storage").data().path("result").asText())
        .isEqualTo("the transaction has ended");
    assertThat(done("kept-issue")).isEqualTo("the call has ended");
  }

  @Test
  void anAnswerThatItWaitsForHoldsUpNoThreadOfTheServer() {
    assertThat(done("trap")).isEqualTo("sprung");
    assertOthersAreServed();
  }

  @Test
  void itIssuesNoIdentityTokensOfOtherMounts() {
    assertThat(done("identity")).isEqualTo("false");
  }

  @Test
  void itTakesNoNameOfANumberOfTheServer() {
    server.root().write("sys/mounts/taken", Map.of("type", "kv"));

    assertThat(done("name")).contains("are the server's");
    assertThat(server.root().write("taken/note", Map.of("a", "b")).status()).isEqualTo(204);
    assertThat(server.root().get("taken/note").status()).isEqualTo(200);
  }

  @Test
  void threadsThatItStartsAreCounted() {
    post("vandal", "do", "threads");

    assertThat(figure("azimuth_plugin_jar_threads", "{jar=\"vandal.jar\"}"))
        .isGreaterThanOrEqualTo(20);
    assertThat(figure("azimuth_plugin_jar_threads", "{jar=\"prowler.jar\"}")).isLessThan(3);
  }

  @Test
  void itsCodeRunsOnNoThreadOfTheServer() {
    assertThat(reached("thread")).startsWith("plugin-vandal.jar-auth-vandal-");
    post("vandal", "do", "mark");

    assertThat(reached("thread")).isNotEmpty();
    assertThat(post("prowler", "class", "java.lang.String").status()).isEqualTo(200);
    assertThat(server.root().get("sys/in-flight-req").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "context-loader, vandal.jar",
    "parent-loader, ClassNotFoundException",
    "own-loader, ClassNotFoundException",
    "defined, ClassNotFoundException",
    "services, 0"
  })
  void itsOwnLoaderLeadsNowhere(String what, String found) {
    assertThat(reached(what)).isEqualTo(found);
  }

  /**
   * Written down in docs/explain/plugins.md as not defended: when one of these ends, change the
   * page.
   */
  @ParameterizedTest
  @CsvSource({
    "system-loader, WiredServer",
    "loader-of-a-class, WiredServer",
    "fields, CoreCall",
    "threads, maintenance",
    "stacks, maintenance",
    "programs, 0",
    "forged-line, logged"
  })
  void whatItReachesAllTheSameIsWrittenDown(String what, String found) {
    assertThat(reached(what)).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "environment",
        "properties",
        "state-of-the-jdk",
        "system-services",
        "log-level",
        "walker",
        "files"
      })
  void whatTheProcessHasIsNotHidden(String what) {
    assertThat(reached(what)).isNotEmpty().doesNotContain("Exception");
  }

  @Test
  void workInTheBackgroundThatHangsStopsNoOtherMount(@TempDir Path other) throws Exception {
    PluginBuild.vandal(other.resolve("plugins"), scratch.resolve("other"));
    PluginBuild.prowler(other.resolve("plugins"), scratch.resolve("other"));
    try (TestingServer second = builder(other, "  hang = \"maintain measure prepare\"").start()) {
      for (int i = 0; i < 6; i++) {
        second.root().write("sys/auth/a" + i, Map.of("type", "vandal"));
      }
      second.root().write("sys/auth/prowler", Map.of("type", "prowler"));

      Waiting.until(SOON, () -> second.log().contains("does not return from maintain"));
      Waiting.until(SOON, () -> second.log().contains("failed in maintain"));
      for (int i = 0; i < 6; i++) {
        assertThat(second.root().get("sys/metrics?format=prometheus").text())
            .contains("azimuth_plugin_threads_stuck{kind=\"auth\",type=\"vandal\"}");
      }
      Files.createFile(other.resolve("release"));
    }
  }

  @Test
  void sixteenSourcesThatSleepHoldUpNoPage(@TempDir Path other) throws Exception {
    PluginBuild.vandal(other.resolve("plugins"), scratch.resolve("sixth"));
    try (TestingServer second = builder(other, "  hang = \"sleep\"").start()) {
      for (int i = 0; i < 6; i++) {
        assertThat(second.root().get("sys/metrics?format=prometheus").text())
            .contains("azimuth_unsealed 1.0")
            .contains("azimuth_plugin_threads_stuck{kind=\"auth\",type=\"vandal\"}");
      }
      assertThat(second.root().get("sys/metrics").status()).isEqualTo(200);
      assertThat(second.log()).containsOnlyOnce("does not return from measure");
      Files.createFile(other.resolve("release"));
    }
  }

  @Test
  void itsNumbersForgeNoLineAndFailNoPage(@TempDir Path other) throws Exception {
    PluginBuild.vandal(other.resolve("plugins"), scratch.resolve("seventh"));
    try (TestingServer second = builder(other, "  hang = \"numbers\"").start()) {
      for (String format : List.of("prometheus", "openmetrics")) {
        String page = second.root().get("sys/metrics?format=" + format).text();
        assertThat(page.lines().filter(line -> line.startsWith("azimuth_unsealed ")))
            .containsExactly("azimuth_unsealed 1.0");
        assertThat(page.lines().filter(line -> line.startsWith("vandal_")))
            .hasSizeBetween(10_500, 11_500)
            .allMatch(line -> line.length() < 300)
            .noneMatch(line -> line.startsWith("vandal_forged"));
        assertThat(page.chars().filter(c -> Character.isISOControl(c) && c != '\n')).isEmpty();
      }
      assertThat(second.root().get("sys/metrics").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "deep, describes an answer deeper than 16",
    "wide, 'describes more than 10000 routes, parameters and members of answers'",
    "long, describes itself in too many words",
    "control, has a control character in a description",
    "throws, failed in routes"
  })
  void aDescriptionThatCannotBeShownIsAnErrorOfTheStart(
      String how, String problem, @TempDir Path other) throws Exception {
    PluginBuild.vandal(other.resolve("plugins"), other.resolve("classes"));
    TestingServerBuilder eighth = builder(other, "  hang = \"describe " + how + "\"");

    assertThatThrownBy(eighth::start)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("the auth method \"vandal\" (vandal.jar)")
        .hasMessageContaining(problem);
  }

  @Test
  void aMountIsDisabledThoughThePluginHangs(@TempDir Path other) throws Exception {
    PluginBuild.vandal(other.resolve("plugins"), scratch.resolve("fourth"));
    try (TestingServer second = builder(other, "  hang = \"disabled\"").start()) {
      second.root().write("sys/auth/a", Map.of("type", "vandal"));

      assertThat(second.root().delete("sys/auth/a").errors())
          .containsExactly("the plugin vandal does not answer in time, try again");
      assertThat(second.root().delete("sys/auth/a").status()).isEqualTo(204);
      assertThat(second.root().get("sys/auth").data().has("a/")).isFalse();
      Files.createFile(other.resolve("release"));
    }
  }

  @Test
  void aProcessThatItEndsSaysThatNobodyAskedForIt(@TempDir Path other) throws Exception {
    PluginBuild.vandal(other.resolve("plugins"), scratch.resolve("fifth"));
    TestingServer second = builder(other, "").inItsOwnProcess().start();
    second.root().write("sys/auth/vandal", Map.of("type", "vandal"));

    var unused = second.anonymous().sendLater("POST", "auth/vandal/reach", "{\"name\":\"exit\"}");

    Waiting.until(SOON, () -> !second.isAlive());
    Waiting.until(
        SOON, () -> second.log().contains("the process ends although nobody asked for it"));
    second.close();
  }

  @Test
  void aStartThatHangsIsAnError(@TempDir Path other) throws Exception {
    PluginBuild.vandal(other.resolve("plugins"), scratch.resolve("third"));
    TestingServerBuilder third = builder(other, "  hang = \"start\"");
    try {
      assertThatThrownBy(third::start)
          .isInstanceOf(StartupException.class)
          .hasMessage(
              "the auth method \"vandal\" (vandal.jar) cannot be started: no answer within 30000"
                  + " ms");
    } finally {
      Files.createFile(other.resolve("release"));
    }
  }
}
