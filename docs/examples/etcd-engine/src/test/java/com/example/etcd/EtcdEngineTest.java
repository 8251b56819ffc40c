package com.example.etcd;

import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.testkit.contract.KeyValueEngineContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The engine keeps every promise of an engine, on three members. */
class EtcdEngineTest extends KeyValueEngineContract {

  private static int stores;
  private static EtcdCluster cluster;

  @BeforeAll
  static void startCluster(@TempDir Path directory) throws Exception {
    cluster = new EtcdCluster(directory, 3, EtcdCluster.LIMITS);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @Override
  protected KeyValueEngine open() {
    stores++;
    return reopen();
  }

  @Override
  protected KeyValueEngine reopen() {
    return cluster.open("store-" + stores + "/");
  }
}
