package io.azimuth.adapters.storage.record.repository;

import static io.azimuth.adapters.storage.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.storage.barrier.TestServer;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoriesTest {

  private static final String MOUNT = "11111111-6a0b-4c1e-9d5e-2f1f0c8f3c11";
  private static final Value.Obj DATA = Value.Obj.builder().put("a", 1).build();

  private final TestServer server = TestServer.open();

  @ParameterizedTest
  @ValueSource(strings = {"", "\ud800"})
  void storesNoPolicyUnderANameThatIsNone(String name) {
    assertRefused(
        "a policy name has 1 to 128 well-formed characters",
        () -> server.begin().policies().put(name, "text"));
    assertThat(server.begin().policies().find(name)).isEmpty();
  }

  @Test
  void showsFoldersWithoutReadingWhatIsInThem() {
    for (int part = 0; part < 3; part++) {
      int first = part * 900;
      server.write(
          work ->
              IntStream.range(first, first + 900)
                  .forEach(i -> work.storage(MOUNT).put("m/full/" + i / 10 + "/" + i, DATA)));
    }
    server.write(
        work ->
            List.of("m/a", "m/a-b", "m/a/x", "m/full", "m/full/", "m/full0", "m/full!", "m/é/x")
                .forEach(path -> work.storage(MOUNT).put(path, DATA)));
    int before = server.engine().keysRead();

    assertThat(server.begin().storage(MOUNT).folder("m/"))
        .containsExactly("a", "a-b", "a/", "full", "full!", "full/", "full0", "é/");

    assertThat(server.engine().keysRead() - before).isLessThan(400);
    assertThat(server.begin().storage(MOUNT).folder("m/full/")).hasSize(271);
    assertThat(server.begin().storage(MOUNT).folder("none/")).isEmpty();
  }

  @Test
  void readsNoMoreOfAFolderThanOneListHolds() {
    for (int part = 0; part < 4; part++) {
      int first = 1_000 * (part + 1);
      server.write(
          work ->
              IntStream.range(first, first + 900)
                  .forEach(i -> work.storage(MOUNT).put("m/" + i + "x".repeat(496), DATA)));
    }
    int before = server.engine().keysRead();

    assertRefused(
        "the folder has more than 50,000 entries or 1 MiB of names, too many for one list: use"
            + " sub-folders",
        () -> server.begin().storage(MOUNT).folder("m/"));

    assertThat(server.engine().keysRead() - before).isLessThan(2_400);
  }

  @Test
  void takesPathsOf512BytesAndNoMore() {
    String longest = "é".repeat(256);
    server.write(work -> work.storage(MOUNT).put(longest, DATA));

    assertThat(server.begin().storage(MOUNT).get(longest)).contains(DATA);
    for (String wrong : List.of("", longest + "x", "a\ud800")) {
      assertRefused(
          "a path has 1 to 512 bytes of well-formed text",
          () -> server.begin().storage(MOUNT).put(wrong, DATA));
      assertRefused(
          "a path has 1 to 512 bytes of well-formed text",
          () -> server.begin().storage(MOUNT).get(wrong));
    }
  }

  @Test
  void sweepsNoMoreThanOneBatchTakes() {
    for (int part = 0; part < 2; part++) {
      int first = part * 600;
      server.write(
          work ->
              IntStream.range(first, first + 600)
                  .forEach(i -> work.storage(MOUNT).put("p" + i, DATA)));
    }

    assertThat(sweep(Integer.MAX_VALUE)).isTrue();
    assertThat(server.begin().storage(MOUNT).list("")).hasSize(1_200 - EngineSweeps.MAX_DELETIONS);
    assertThatThrownBy(() -> sweep(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private boolean sweep(int limit) {
    UnitOfWork work = server.begin();
    boolean some = work.sweeps().deleteSome(MOUNT, limit);
    server.commit(work);
    return some;
  }
}
