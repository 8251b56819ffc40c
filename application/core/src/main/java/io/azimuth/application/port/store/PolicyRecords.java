package io.azimuth.application.port.store;

import java.util.List;
import java.util.Optional;

/** The texts of ACL policies by their name, 1 to 128 characters of well-formed text. */
public interface PolicyRecords {

  /** The text of the policy, as it was written; empty also where no policy can have the name. */
  Optional<String> find(String name);

  /** The names of all stored policies, in order. */
  List<String> names();

  /** Stages a policy, new or changed. */
  void put(String name, String text);

  /** Stages the removal of a policy; nothing where none can have the name. */
  void remove(String name);
}
