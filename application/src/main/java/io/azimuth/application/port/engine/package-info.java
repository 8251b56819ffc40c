/** The key-value engine: the small contract that a store has to keep. */
package io.azimuth.application.port.engine;
