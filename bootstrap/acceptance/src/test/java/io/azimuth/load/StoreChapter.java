package io.azimuth.load;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Logins of each kind on each store, over few and many connections. */
final class StoreChapter implements Chapter {

  private static final List<Integer> CONNECTIONS = List.of(1, 64, 512);

  @Override
  public void measure(Bench bench) throws IOException, InterruptedException, SQLException {
    Laboratory laboratory = bench.laboratory();
    try (MeasuredDatabase database = MeasuredDatabase.start()) {
      Map<String, Path> stores = new LinkedHashMap<>();
      stores.put("in memory", laboratory.config("memory", "storage \"inmem\" {}\n", ""));
      stores.put("MapDB", laboratory.config("stores"));
      stores.put("PostgreSQL", laboratory.config("postgresql", database.storage("stores"), ""));
      for (Map.Entry<String, Path> store : stores.entrySet()) {
        try (MeasuredServer azimuth =
            bench.servers().azimuth(store.getValue(), true).countAllocations()) {
          measure(bench, store.getKey(), azimuth);
        }
      }
    }
  }

  private static void measure(Bench bench, String store, MeasuredServer azimuth)
      throws IOException, InterruptedException {
    Workload workload = Workload.on(azimuth.address(), bench.laboratory());
    for (LoginKind kind : LoginKind.values()) {
      for (boolean batch : new boolean[] {false, true}) {
        for (int connections : CONNECTIONS) {
          bench.contest(
              "%s, %s, %d".formatted(kind.words(), batch ? "batch" : "service", connections),
              List.of(Bench.kept(store, azimuth, workload.logins(kind, batch), connections)));
        }
      }
    }
  }
}
