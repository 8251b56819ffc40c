/** The secrets engine {@code kv}: secrets by path, with versions (spec 7.1) or without (7.2). */
package io.azimuth.application.backend.kv;
