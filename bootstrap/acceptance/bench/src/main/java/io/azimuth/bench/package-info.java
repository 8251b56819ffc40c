/** Runs the benchmarks, which are beside what they measure. */
package io.azimuth.bench;
