/** The contract suite of the store of records, in parts that build on one another. */
package io.azimuth.testkit.contract.store;
