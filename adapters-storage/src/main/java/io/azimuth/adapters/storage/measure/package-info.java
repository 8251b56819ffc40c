/** Measures what storage engines do. */
package io.azimuth.adapters.storage.measure;
