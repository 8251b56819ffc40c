/** What the fuzz tests share. A target stands in the package of the class that it is about. */
package io.azimuth.fuzz;
