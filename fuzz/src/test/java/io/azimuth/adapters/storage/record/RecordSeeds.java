package io.azimuth.adapters.storage.record;

import java.util.List;

/** Records as they stand in stores, in the order of the target's codecs. */
final class RecordSeeds {

  private static final String ALIAS =
      "{\"id\":\"a-1\",\"mount\":\"auth_azure_1a2b3c4d\",\"name\":\"oid-1\"}";

  private static final List<List<String>> TEXTS =
      List.of(
          List.of(
              "{\"v\":1,\"type\":\"service\",\"accessor\":\"Acc3ss0r\",\"mount\":\"auth_azure_1\","
                  + "\"revocations\":3,\"prefixes\":2,\"path\":\"auth/azure/login\","
                  + "\"display_name\":\"vm\",\"metadata\":{\"s\":\"1\"},\"role\":\"fleet\","
                  + "\"internal\":{\"role\":\"web\"},\"policies\":[\"default\"],\"entity\":\"e-1\","
                  + "\"cidrs\":[\"10.0.0.0/8\"],\"uses\":5,\"created\":[1795607000,1],"
                  + "\"ttl\":[3600,0],\"explicit_max_ttl\":[86400,0],\"period\":[600,0],"
                  + "\"renewable\":true,\"expires\":[1795610600,0],\"renewed\":[1795607060,0],"
                  + "\"ancestors\":[\""
                  + "ab".repeat(32)
                  + "\"]}"),
          List.of("{\"v\":1,\"aliases\":[" + ALIAS + "]}"),
          List.of("{\"v\":1}"),
          List.of("{\"v\":1}"),
          List.of("{\"v\":1}"),
          List.of("{\"v\":1}"),
          List.of("{\"v\":1}", "{\"v\":1,\"data\":{\"a\":[1,2]}}"),
          List.of("{\"v\":1}"),
          List.of("{\"v\":1,\"left\":3}"),
          List.of("{\"v\":1}"),
          List.of("{\"v\":1}"));

  private RecordSeeds() {}

  static List<String> of(int codec) {
    return TEXTS.get(codec);
  }
}
